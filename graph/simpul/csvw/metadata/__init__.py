"""From metadata in JSON to what is known of tables: found, checked, defaults filled in (`simpul.csvw.model`)."""
