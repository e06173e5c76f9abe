// SPDX-License-Identifier: Apache-2.0
// A number in the tab's icon and on the app's, seen while another page is in front (UX 2.2).
import { useEffect } from "react";

const MOST = 99;

/** Our icon with a number in place of the lamp; `undefined`: the lamp. */
export function iconOf(n: number): string {
	const words = n > MOST ? `${MOST}+` : String(n);
	const size = words.length > 2 ? 13 : words.length > 1 ? 18 : 22;
	const text = `<text x="16" y="16" dy=".36em" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${size}" fill="#f9fcfe">${words}</text>`;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#126076"/>${text}</svg>`;
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function show(n: number | undefined, usual: string): void {
	const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
	if (icon) icon.href = n ? iconOf(n) : usual;
	// Only where the app was installed; elsewhere it says no.
	const told = n ? navigator.setAppBadge?.(n) : navigator.clearAppBadge?.();
	told?.catch(() => undefined);
}

/** Shows it as long as the component stands; 0 and none show the usual icon. */
export function useBadge(n: number | null | undefined): void {
	const shown = n ?? undefined;
	useEffect(() => {
		const usual = document.querySelector<HTMLLinkElement>("link[rel=icon]")?.href ?? "";
		if (!shown) return;
		show(shown, usual);
		return () => show(undefined, usual);
	}, [shown]);
}
