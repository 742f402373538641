/** Whether this is a Mac, whose keys and menus have names and places of their own. */
export const isMac = (): boolean => /Mac/.test(navigator.platform);
