"""The language server: findings while a page is written."""
