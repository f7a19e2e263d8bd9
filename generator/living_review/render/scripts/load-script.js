// Loads further scripts when they are wanted: modules would not load on a page that was opened from a folder.

const loading = new Map();

/** Load a script once; one that could not be loaded may be asked for again. */
function loadScript(address) {
  if (!loading.has(address)) {
    loading.set(address, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => {
        script.remove();
        resolve();
      };
      script.onerror = () => {
        script.remove();
        loading.delete(address);
        reject(new Error(`cannot load ${script.src}`));
      };
      document.head.append(script);
    }));
  }
  return loading.get(address);
}
