"""The refactoring: proposals go to the proposal document, pointers stay, nothing is lost."""
