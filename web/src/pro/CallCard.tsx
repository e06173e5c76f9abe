// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { type ArrangedCall, type Availability, useLastCall, useRunningCall } from "../data/desk";
import { IncomingCard } from "./IncomingCard";
import { TalkCard } from "./TalkCard";
import { WrapUpCard } from "./WrapUpCard";

type Props = { is: Availability; line: ArrangedCall[]; otherwise: ReactNode };

/** What the phone is busy with: a caller being connected, a talk, or the menu after one. In the same place, otherwise, why it rests. */
export function CallCard({ is, line, otherwise }: Props) {
	const running = useRunningCall(is.call);
	const last = useLastCall(is.advisor, is.activity === "wrapping_up");
	const call = running.data;
	if (is.activity === "wrapping_up") {
		const over = call?.state === "ended" ? call : last.data;
		return <WrapUpCard is={is} call={over} />;
	}
	if (!call || !is.call) return otherwise;
	const row = line.find((one) => one.callback === call.callback);
	if (call.state === "placed" || call.state === "consenting") return <IncomingCard call={call} row={row} />;
	if (call.state === "ended") return otherwise;
	return <TalkCard call={call} asked={running.dataUpdatedAt} />;
}
