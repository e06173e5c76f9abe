// SPDX-License-Identifier: Apache-2.0
import type bar from "./en/bar.json";
import base from "./en/base.json";
import type customer from "./en/customer.json";
import type demo from "./en/demo.json";
import type desk from "./en/desk.json";
import type kit from "./en/kit.json";
import type mail from "./en/mail.json";
import type offer from "./en/offer.json";
import type op from "./en/op.json";
import type pro from "./en/pro.json";
import { Message, type Values } from "./icu";

type Messages = typeof bar & typeof base & typeof customer & typeof demo & typeof desk & typeof kit & typeof mail & typeof offer & typeof op & typeof pro;
/** Every text of the app, checked at compile time. */
export type MessageKey = keyof Messages;
export type { Values };

const texts = new Map<string, string>(Object.entries(base));
const made = new Map<string, Message>();
let locale = "en";
let bend: (text: string) => string = (text) => text;

/** A part brings its own texts, so that customers do not load the operator's. */
export function addMessages(more: Partial<Messages>): void {
	for (const [key, text] of Object.entries(more)) texts.set(key, text);
}

export function setLocale(next: string, bent?: (text: string) => string): void {
	locale = next;
	bend = bent ?? ((text) => text);
	made.clear();
}

export const currentLocale = (): string => locale;

export function t(key: MessageKey, values?: Values): string {
	let format = made.get(key);
	if (!format) {
		format = new Message(bend(texts.get(key) ?? key), locale);
		made.set(key, format);
	}
	return format.format(values);
}
