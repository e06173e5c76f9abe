// SPDX-License-Identifier: Apache-2.0
// When a form is sent and something in it is wrong, the focus goes to the first such field; never while somebody types.
// And a double click on its button is one wish: it is the second click's count that tells, for the button may not be off yet.
import { t } from "../i18n/t";

type Filled = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const NATIVE = "input:invalid, textarea:invalid, select:invalid";
const TOLD = "[aria-invalid=true], [data-wrong] input:checked, [data-wrong] input";
let sent: HTMLFormElement | null = null;

const isBlank = (one: Element): one is HTMLInputElement | HTMLTextAreaElement =>
	(one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement) && one.required && one.value.trim() === "";

function onSubmit(event: Event): void {
	if (!(event.target instanceof HTMLFormElement)) return;
	sent = event.target;
	const blank = [...sent.elements].find(isBlank);
	if (!blank) return sent.querySelector<HTMLElement>(TOLD)?.focus();
	event.preventDefault();
	event.stopPropagation();
	blank.dispatchEvent(new Event("invalid"));
}

function onClick(event: MouseEvent): void {
	const button = event.target instanceof Element && event.target.closest("button[type=submit]");
	if (button && event.detail > 1) event.preventDefault();
}

globalThis.document?.addEventListener("click", onClick, true);
globalThis.document?.addEventListener("submit", onSubmit, true);
globalThis.document?.addEventListener("input", () => (sent = null), true);

/** What stands in `id` was told to be wrong: if that answers what was sent, the first such field takes the focus. */
export function focusWrong(id: string): void {
	const form = document.getElementById(id)?.closest("form");
	if (form && form === sent) form.querySelector<HTMLElement>(TOLD)?.focus();
}

/** What is wrong before anything is sent, in our words. */
export function missingIn(field: Filled): string {
	if ((field.form?.querySelector(NATIVE) ?? field) === field) field.focus();
	if (field.value.trim() === "") return t("field.missing");
	if (field.validity.tooShort && "minLength" in field) return t("field.short", { n: field.minLength });
	return field.validationMessage;
}
