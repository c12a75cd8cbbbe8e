"""Where records are kept: keys, the encrypted database, migrations, queries, search and the audit chain."""
