// SPDX-License-Identifier: Apache-2.0
import { Mail, Phone, PhoneCall } from "lucide-react";
import { paths } from "../app/paths";
import type { Listing } from "../data/catalogue";
import { Fine, LinkButton } from "../kit";
import type { Schemas } from "../lib/api";
import { t } from "../i18n/t";
import { useMyPlaces } from "./places";

type Props = { listing: Pick<Listing, "id" | "advisor" | "state">; button: Schemas["Button"]; wide?: boolean };

/** The button of the truth table (CB3, CB4, F3, F4); who is in this line already gets the way to the tracker. */
export function ArrangeButton({ listing, button, wide }: Props) {
	const mine = useMyPlaces().find((place) => place.advisor === listing.advisor);
	const look = { wide: wide ?? false, size: wide ? ("big" as const) : ("normal" as const) };
	if (mine)
		return (
			<LinkButton {...look} href={paths.line(mine.id)} tone="plain">
				{mine.position ? t("arrange.already", { n: mine.position }) : t("arrange.open_tracker")}
			</LinkButton>
		);
	if (listing.state === "closed") return <Fine>{t("listing.closed")}</Fine>;
	if (button === "call_now")
		return (
			<LinkButton {...look} href={paths.arrange(listing.id)} tone="primary" icon={<PhoneCall size={20} aria-hidden />}>
				{t("button.call_now")}
			</LinkButton>
		);
	if (button === "arrange")
		return (
			<LinkButton {...look} href={paths.arrange(listing.id)} tone="primary" icon={<Phone size={20} aria-hidden />}>
				{t("button.arrange")}
			</LinkButton>
		);
	return (
		<LinkButton {...look} href={paths.write(listing.advisor)} icon={<Mail size={20} aria-hidden />}>
			{t("button.mail")}
		</LinkButton>
	);
}
