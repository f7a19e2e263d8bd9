"""The review as a static JSON API: a document for each record, source, metric and family, lists of these, and a search index."""
