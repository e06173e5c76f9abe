// SPDX-License-Identifier: Apache-2.0
// The choice lives in a cookie of this device, so that the daemon can write it into the page before it is drawn.
export type Theme = "system" | "light" | "dark";

export const currentTheme = (): Theme => (document.documentElement.dataset.theme as Theme | undefined) ?? "system";

export function setTheme(theme: Theme): void {
	document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
	if (theme === "system") delete document.documentElement.dataset.theme;
	else document.documentElement.dataset.theme = theme;
}

/** For pages that did not come from the daemon (npm run dev). */
export function restoreTheme(): void {
	const said = /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1];
	if (said) document.documentElement.dataset.theme = said;
}
