// SPDX-License-Identifier: Apache-2.0
// The part of ICU MessageFormat that our texts use: {name}, plural with =n and #, selectordinal, select, and apostrophes that quote
// braces. messages.test.ts holds it against the reference implementation, text by text; that one is ten times as large.
export type Values = Record<string, string | number | Date>;

type Part = string | Piece;
type Piece = { name: string; kind: "" | "plural" | "selectordinal" | "select"; arms: Map<string, Part[]> };
/** The number that # stands for. */
const COUNT = "\0";

const HEAD = /\s*([\w.]+)\s*(?:,\s*(plural|selectordinal|select)\s*,)?\s*/y;
const ARM = /\s*(=?[\w]+)\s*\{/y;
const QUOTED = /'(''|\{[^']*'|\}[^']*'|#[^']*'|')/y;

/** Reads from the text's beginning to its end; throws where it is not sound. */
class Reader {
	private at = 0;
	constructor(private readonly text: string) {}

	all(): Part[] {
		const parts = this.parts(false);
		if (this.at < this.text.length) this.fail();
		return parts;
	}

	private fail(): never {
		throw new SyntaxError(`not a sound message at ${this.at}: ${this.text}`);
	}

	private take(pattern: RegExp): RegExpExecArray | null {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text);
		if (found) this.at = pattern.lastIndex;
		return found;
	}

	private parts(counts: boolean): Part[] {
		const parts: Part[] = [];
		let plain = "";
		const flush = () => {
			if (plain) parts.push(plain);
			plain = "";
		};
		while (this.at < this.text.length && this.text[this.at] !== "}") {
			const letter = this.text[this.at];
			const quoted = letter === "'" ? this.take(QUOTED)?.[1] : undefined;
			if (quoted) {
				plain += quoted.length > 1 ? quoted.slice(0, -1) : "'";
				continue;
			}
			this.at++;
			if (letter === "{") {
				flush();
				parts.push(this.piece());
			} else plain += counts && letter === "#" ? COUNT : letter;
		}
		flush();
		return parts;
	}

	private piece(): Piece {
		const head = this.take(HEAD);
		const name = head?.[1];
		if (!name) this.fail();
		const kind = (head?.[2] ?? "") as Piece["kind"];
		const arms = new Map<string, Part[]>();
		for (let arm = kind && this.take(ARM); arm; arm = this.take(ARM)) {
			arms.set(arm[1] ?? "", this.parts(kind !== "select"));
			this.close();
		}
		if (kind && !arms.has("other")) this.fail();
		this.take(/\s*/y);
		this.close();
		return { name, kind, arms };
	}

	private close(): void {
		if (this.text[this.at++] !== "}") this.fail();
	}
}

export class Message {
	private readonly parts: Part[];
	constructor(
		text: string,
		private readonly locale: string,
	) {
		this.parts = new Reader(text).all();
	}

	format(values: Values = {}): string {
		return this.say(this.parts, values, "");
	}

	private say(parts: Part[], values: Values, count: string): string {
		return parts.map((part) => (typeof part === "string" ? part.replaceAll(COUNT, count) : this.piece(part, values))).join("");
	}

	private piece({ name, kind, arms }: Piece, values: Values): string {
		const value = values[name];
		if (value === undefined) throw new RangeError(`the message lacks a value for ${name}`);
		if (!kind) return String(value);
		const arm = arms.get(kind === "select" ? String(value) : `=${value}`) ?? arms.get(this.category(kind, value)) ?? arms.get("other");
		return this.say(arm ?? [], values, typeof value === "number" ? this.number(value) : "");
	}

	private category(kind: Piece["kind"], value: Values[string]): string {
		if (kind === "select") return "other";
		return new Intl.PluralRules(this.locale, { type: kind === "plural" ? "cardinal" : "ordinal" }).select(Number(value));
	}

	private number(value: number): string {
		return new Intl.NumberFormat(this.locale).format(value);
	}
}
