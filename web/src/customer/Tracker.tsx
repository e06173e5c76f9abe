// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { useParams } from "wouter";
import { Guard, NotFound } from "../app/Guard";
import { type Callback, useCallback as useCallbackQuery } from "../data/callbacks";
import { useAdvisor } from "../data/catalogue";
import { Answer, Announce, Page } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { Connected } from "./Connected";
import { LADDER } from "./ladder";
import { Over } from "./Over";
import { Place } from "./Place";
import { spoken, standing, tabOf } from "./standing";
import { TrackerActions } from "./TrackerActions";
import { Why } from "./Why";

function Tracked({ callback }: { callback: Callback }) {
	const advisor = useAdvisor(callback.advisor).data;
	const look = LADDER[callback.state];
	const words = standing(callback);
	return (
		<Page
			title={t("tracker.title", { name: callback.advisor_nickname, listing: callback.listing_title })}
			tab={tabOf(callback)}
			width="narrow"
		>
			<Announce words={spoken(callback)} />
			{callback.state === "connected" ? (
				<Connected callback={callback} words={words} />
			) : look.over ? (
				<Over callback={callback} words={words} />
			) : (
				<Place callback={callback} words={words} advisor={advisor} />
			)}
			{look.mayChange && <TrackerActions callback={callback} />}
			{look.mayChange && <Why callback={callback} />}
		</Page>
	);
}

export default function Tracker() {
	const { callback: id } = useParams<{ callback: string }>();
	return <Guard>{() => <Asked id={id} />}</Guard>;
}

function Asked({ id }: { id: string }) {
	const callback = useCallbackQuery(id);
	if (callback.isError && [404, 422].includes(problemOf(callback.error).status)) return <NotFound />;
	return <Answer of={callback}>{(it) => <Tracked callback={it} />}</Answer>;
}
