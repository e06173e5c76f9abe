// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { useParams } from "wouter";
import { Guard, NotFound } from "../app/Guard";
import { useCallback as useCallbackQuery, useExtend } from "../data/callbacks";
import { Answer } from "../kit";
import { problemOf } from "../lib/problem";
import { Extend } from "./Extend";
import { Tracked } from "./Tracked";
import { TrackerActions } from "./TrackerActions";
import { Why } from "./Why";

function Asked({ id }: { id: string }) {
	const callback = useCallbackQuery(id);
	const extend = useExtend(id);
	if (callback.isError && [404, 422].includes(problemOf(callback.error).status)) return <NotFound />;
	return (
		<Answer of={callback}>
			{(it) => (
				<Tracked callback={it} updatedAt={callback.dataUpdatedAt} ownsCall extend={<Extend by={extend} />}>
					<TrackerActions callback={it} />
					<Why callback={it} />
				</Tracked>
			)}
		</Answer>
	);
}

export default function Tracker() {
	const { callback: id } = useParams<{ callback: string }>();
	return <Guard>{() => <Asked key={id} id={id} />}</Guard>;
}
