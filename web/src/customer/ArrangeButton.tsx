// SPDX-License-Identifier: Apache-2.0
import { CalendarClock, Mail, Phone, PhoneCall } from "lucide-react";
import { paths } from "../app/paths";
import type { Listing } from "../data/catalogue";
import { Fine, LinkButton } from "../kit";
import type { Schemas } from "../lib/api";
import { t, type MessageKey } from "../i18n/t";
import { useMyPlaces } from "./places";

type Offer = Pick<Listing, "id" | "advisor" | "state">;
type Look = { words: MessageKey; icon: typeof Phone; primary: boolean; href: (listing: Offer) => string };

/** The last column of the truth table. A button added to the daemon does not compile here until it has a look. */
export const BUTTONS: Record<Schemas["Button"], Look> = {
	call_now: { words: "button.call_now", icon: PhoneCall, primary: true, href: (it) => paths.callNow(it.id) },
	arrange: { words: "button.arrange", icon: Phone, primary: true, href: (it) => paths.arrange(it.id) },
	appointment: { words: "button.appointment", icon: CalendarClock, primary: false, href: (it) => paths.appointment(it.id) },
	mail: { words: "button.mail", icon: Mail, primary: false, href: (it) => paths.write(it.advisor) },
};

type Props = { listing: Offer; button: Schemas["Button"]; wide?: boolean; fills?: boolean };

/** The button of the truth table (CB3, CB4, F3, F4); who is in this line already gets the way to the tracker. */
export function ArrangeButton({ listing, button, wide = false, fills = wide }: Props) {
	const mine = useMyPlaces().find((place) => place.advisor === listing.advisor);
	const size = wide ? ("big" as const) : ("normal" as const);
	if (mine)
		return (
			<LinkButton wide={fills} size={size} href={paths.line(mine.id)}>
				{mine.position ? t("arrange.already", { n: mine.position }) : t("arrange.open_tracker")}
			</LinkButton>
		);
	if (listing.state === "closed") return <Fine>{t("listing.closed")}</Fine>;
	const look = BUTTONS[button];
	const Icon = look.icon;
	return (
		<LinkButton wide={fills} size={size} tone={look.primary ? "primary" : "plain"} href={look.href(listing)} icon={<Icon size={20} aria-hidden />}>
			{t(look.words)}
		</LinkButton>
	);
}
