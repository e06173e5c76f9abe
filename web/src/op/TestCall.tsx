// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { PhoneCall } from "lucide-react";
import { useState } from "react";
import { t } from "../i18n/t";
import { api, ask, newKey, type Schemas } from "../lib/api";
import { problemOf } from "../lib/problem";
import { Button, Chip, Clock, Fine, ProblemBox, Row, Stack, TextField, useStale } from "../kit";
import css from "./op.module.css";

type TestCall = Schemas["TestCall"];

const KEY = "test_calls";
const FAST = 700; // while it rings; the result stays
const SHOWN = 3;

function useTestCalls(trunk: string) {
	const client = useQueryClient();
	const path = { params: { path: { trunk } } };
	return {
		all: useQuery({
			queryKey: [KEY, trunk],
			queryFn: () => ask(api.GET("/v1/trunks/{trunk}/test-calls", { params: { ...path.params, query: { limit: SHOWN } } })),
			refetchInterval: (query) => (query.state.data?.data.some((one) => one.state !== "ended") ? FAST : false),
		}),
		begin: useMutation({
			mutationFn: ({ number, key }: { number: string; key: string }) =>
				ask(api.POST("/v1/trunks/{trunk}/test-calls", { ...path, body: { number }, headers: { "Idempotency-Key": key } })),
			onSettled: () => void client.invalidateQueries({ queryKey: [KEY, trunk] }),
		}),
	};
}

/** Running, right, or wrong: by shape and word; the sentence beside it says what to do. */
function State({ is }: { is: TestCall }) {
	if (is.state !== "ended")
		return (
			<Chip shape="clock" tone="wait">
				{t(`op.test.${is.state}`)}
			</Chip>
		);
	const works = is.result === "works";
	return (
		<Chip shape={works ? "disc" : "bell"} tone={works ? "ok" : "bad"}>
			{t(works ? "op.test.works" : "op.test.not")}
		</Chip>
	);
}

const Line = ({ is }: { is: TestCall }) => (
	<li>
		<Stack gap={1}>
			<Row>
				<State is={is} />
				<span className={css.mono}>{is.number}</span>
				<Fine>
					<Clock at={is.created_at} as="date-time" />
					{is.sip_code ? `, SIP ${is.sip_code}` : ""}
				</Fine>
			</Row>
			<p role="status">{is.words}</p>
		</Stack>
	</li>
);

/** "Call me to test": this very trunk rings a number and asks for a key; nobody pays for it. */
export function TestCalls({ trunk }: { trunk: string }) {
	const { all, begin } = useTestCalls(trunk);
	const [number, setNumber] = useState("");
	const [key, setKey] = useState(newKey);
	const stale = useStale();
	const wrong = begin.isError ? problemOf(begin.error) : undefined;
	const calls = all.data?.data ?? [];
	const rings = calls.some((one) => one.state !== "ended");
	return (
		<Stack gap={3}>
			<form
				className={css.form}
				onSubmit={(event) => {
					event.preventDefault();
					begin.mutate({ number: number.trim(), key }, { onSettled: () => setKey(newKey()) });
				}}
			>
				<TextField
					label={t("op.test.number")}
					hint={t("op.test.hint")}
					type="tel"
					inputMode="tel"
					autoComplete="tel"
					required
					value={number}
					onText={setNumber}
					error={wrong?.of("number")}
				/>
				<div>
					<Button type="submit" icon={<PhoneCall size={18} aria-hidden />} busy={begin.isPending} disabled={stale || rings}>
						{t("op.test.go")}
					</Button>
				</div>
			</form>
			{wrong && !wrong.of("number") && <ProblemBox error={begin.error} />}
			{calls.length > 0 && (
				<ul className={css.tests} aria-label={t("op.test.list")}>
					{calls.map((one) => (
						<Line key={one.id} is={one} />
					))}
				</ul>
			)}
		</Stack>
	);
}
