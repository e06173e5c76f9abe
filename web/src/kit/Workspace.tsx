// SPDX-License-Identifier: Apache-2.0
import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { t } from "../i18n/t";
import { cx } from "./cx";
import { Menu } from "./Menu";
import css from "./Workspace.module.css";

export type Place = { href: string; label: string; icon: ReactNode; count?: number | undefined };
type Props = { label: string; places: Place[]; aside?: ReactNode; children: ReactNode };

const IN_BAR = 4;

/** Where somebody is: the place itself, or something beneath it. The first place of a part is its root. */
function isHere(place: Place, here: string, root: string): boolean {
	return here === place.href || (place.href !== root && here.startsWith(`${place.href}/`));
}

function PlaceLink({ place, here }: { place: Place; here: boolean }) {
	return (
		<Link href={place.href} className={cx(css.place, here && css.here)} aria-current={here ? "page" : undefined}>
			{place.icon}
			<span className={css.words}>{place.label}</span>
			{place.count !== undefined && place.count > 0 && <span className={css.count}>{place.count}</span>}
		</Link>
	);
}

/** A part of the app where people work: its places at the side, or in a bar below where it is narrow. */
export function Workspace({ label, places, aside, children }: Props) {
	const [here, go] = useLocation();
	const root = places[0]?.href ?? "/";
	const link = (place: Place) => <PlaceLink key={place.href} place={place} here={isHere(place, here, root)} />;
	const rest = places.slice(IN_BAR);
	const items = rest.map((place) => ({ label: place.label, icon: place.icon, onPick: () => go(place.href) }));
	return (
		<div className={css.workspace}>
			<nav aria-label={label} className={css.side}>
				{places.map(link)}
				{aside && <div className={css.aside}>{aside}</div>}
			</nav>
			<div className={css.page}>{children}</div>
			<nav aria-label={label} className={css.bar}>
				{places.slice(0, IN_BAR).map(link)}
				{items.length > 0 && (
					<Menu
						label={
							<span className={css.more}>
								<Ellipsis size={20} aria-hidden />
								{t("nav.more_short")}
							</span>
						}
						name={t("nav.more")}
						items={items}
					/>
				)}
			</nav>
		</div>
	);
}
