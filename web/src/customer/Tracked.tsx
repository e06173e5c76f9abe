// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import type { Callback } from "../data/callbacks";
import { useCall } from "../data/calls";
import { useAdvisor } from "../data/catalogue";
import { Announce, cx, Page, useZone } from "../kit";
import { useGrey } from "../lib/awake";
import { useBadge } from "../lib/badge";
import { t } from "../i18n/t";
import { Connected } from "./Connected";
import { LADDER } from "./ladder";
import { Over } from "./Over";
import { Place } from "./Place";
import css from "./Place.module.css";
import { ReadStatus } from "./ReadStatus";
import { spoken, standing, status, tabOf } from "./standing";

type Props = {
	callback: Callback;
	updatedAt: number;
	/** The call itself is shown to whoever is signed in; a link shows the call back only. */
	ownsCall: boolean;
	extend: ReactNode;
	children: ReactNode;
};

/** UX 2.2, the same for its owner and for whoever has a link to it; what can be done is handed in. */
export function Tracked({ callback, updatedAt, ownsCall, extend, children }: Props) {
	const zone = useZone();
	const advisor = useAdvisor(callback.advisor).data;
	const call = useCall(ownsCall ? callback.call : undefined).data;
	const grey = useGrey(updatedAt);
	const look = LADDER[callback.state];
	useBadge(callback.position);
	const words = standing(callback, call);
	const title = t("tracker.title", { name: callback.advisor_nickname, listing: callback.listing_title });
	return (
		<Page title={title} tab={tabOf(callback, words)} width="narrow">
			<Announce words={spoken(callback, words)} />
			<div className={cx(grey && css.grey)} aria-busy={grey || undefined}>
				{callback.state === "connected" && ownsCall ? (
					<Connected callback={callback} words={words} />
				) : look.over ? (
					<Over callback={callback} words={words} mayArrange={ownsCall} />
				) : (
					<Place callback={callback} call={call} words={words} advisor={advisor} extend={look.mayChange && extend} />
				)}
			</div>
			{look.mayChange && children}
			{!look.over && (
				<div>
					<ReadStatus words={status(callback, words, zone)} />
				</div>
			)}
		</Page>
	);
}
