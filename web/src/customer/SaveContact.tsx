// SPDX-License-Identifier: Apache-2.0
import { Contact } from "lucide-react";
import { useRules } from "../app/rules";
import { Button, Fine } from "../kit";
import { t } from "../i18n/t";
import css from "./Place.module.css";

const escaped = (text: string) => text.replaceAll(/([\\,;])/g, "\\$1");

/** RFC 6350, so that the call is known when it rings and no filter for strangers stops it. */
export const contactCard = (name: string, number: string): string =>
	["BEGIN:VCARD", "VERSION:4.0", `FN:${escaped(name)}`, `ORG:${escaped(name)}`, `TEL;VALUE=uri;TYPE=voice:tel:${number}`, "END:VCARD", ""].join("\r\n");

function save(name: string, number: string): void {
	const address = URL.createObjectURL(new Blob([contactCard(name, number)], { type: "text/vcard" }));
	const link = document.createElement("a");
	link.href = address;
	link.download = `${name}.vcf`;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The number that will be on the display. */
export function SaveContact() {
	const rules = useRules().data;
	const number = rules?.caller_id;
	if (!rules || !number) return null;
	return (
		<div className={css.caller}>
			<div>
				<span>{t("tracker.caller")}</span>
				<strong>{number}</strong>
			</div>
			<Button size="small" icon={<Contact size={18} aria-hidden />} onPress={() => save(rules.brand, number)}>
				{t("tracker.save_contact")}
			</Button>
			<Fine>{t("tracker.caller_words")}</Fine>
		</div>
	);
}
