"""Chart specifications to pictures: SVG and PNG, and Vega for the browser."""
