// Cells of CSV that no spreadsheet runs; the rule is told in simpul/cells.py, and a test holds the two together.

const SEPARATES = ",;|\\t\\n\\v\\f\\r\\x1c-\\x1e\\x85\\u2028\\u2029";
const PASSED_OVER = ' "\\x00-\\x08\\x0e-\\x1b\\x1f\\x7f-\\x84\\x86-\\xa0\\xad\\u1680\\u2000-\\u200f\\u202a-\\u202f\\u205f-\\u206f\\u3000\\ufeff';
const NUMBER = "-[0-9]+(?:[.,][0-9]+)*(?:[eE][+\\-]?[0-9]+)?$";
const BARE = new RegExp(`((?:^|[${SEPARATES}])[${PASSED_OVER}]*)(?='*(?=[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20])(?!${NUMBER}))`, "g");

export const shield = (text) => text.replace(BARE, "$1'");
