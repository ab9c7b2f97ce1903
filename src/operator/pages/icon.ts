/** A footbridge, for the tab of the browser: to be seen on a light tab and on a dark one. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#17498a"/><path d="M4 22h24M5 21C9 9 23 9 27 21M10.5 22v-6.5M16 22V12.5M21.5 22v-6.5" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>`;
