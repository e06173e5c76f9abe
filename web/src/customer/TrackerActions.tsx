// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { paths } from "../app/paths";
import { useMe } from "../app/session";
import { useNumbers } from "../data/account";
import { type Callback, useChangeNumber, useExtend, useLeave } from "../data/callbacks";
import { useMakeLink } from "../data/links";
import { Button, Dialog, Muted, ProblemBox, Row, Stack, TextField, toast, useStale } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { NumberChoice, OTHER } from "./NumberChoice";

const HALF_AN_HOUR = 1800;

function ChangeNumber({ callback, onClose }: { callback: Callback; onClose: () => void }) {
	const me = useMe().data;
	const numbers = useNumbers(me?.id).data?.data ?? [];
	const change = useChangeNumber(callback.id);
	const [chosen, setChosen] = useState(callback.number ?? OTHER);
	const [typed, setTyped] = useState("");
	const problem = change.error ? problemOf(change.error) : undefined;
	const save = () =>
		change.mutate(chosen === OTHER ? typed.trim() : chosen, {
			onSuccess: () => {
				toast(t("tracker.number_changed"));
				onClose();
			},
		});
	return (
		<Dialog
			title={t("tracker.change_number")}
			onClose={onClose}
			footer={
				<Button tone="primary" wide busy={change.isPending} onPress={save}>
					{t("save")}
				</Button>
			}
		>
			<NumberChoice
				numbers={numbers}
				chosen={chosen}
				onChoose={setChosen}
				typed={typed}
				onType={setTyped}
				advisor={callback.advisor_nickname}
				error={problem?.of("number")}
			/>
			{problem && !problem.of("number") && <ProblemBox error={problem} />}
		</Dialog>
	);
}

function Leave({ callback, onClose }: { callback: Callback; onClose: () => void }) {
	const leave = useLeave(callback.id);
	return (
		<Dialog
			title={t("tracker.leave_title")}
			onClose={onClose}
			footer={
				<Row spread>
					<Button onPress={onClose}>{t("tracker.stay")}</Button>
					<Button tone="danger" busy={leave.isPending} onPress={() => leave.mutate("left", { onSuccess: onClose })}>
						{t("tracker.leave_now")}
					</Button>
				</Row>
			}
		>
			<p>{t("tracker.leave_words", { n: callback.position ?? 1 })}</p>
			{leave.error && <ProblemBox error={leave.error} />}
		</Dialog>
	);
}

/** A link for somebody else's screen, or for one's own telephone. */
function CopyLink({ callback }: { callback: Callback }) {
	const make = useMakeLink(callback.id);
	const [link, setLink] = useState("");
	const copy = () =>
		make.mutate(undefined, {
			onSuccess: ({ token }) => {
				const address = location.origin + paths.linked(token);
				setLink(address);
				navigator.clipboard?.writeText(address).then(
					() => toast(t("link.copied")),
					() => undefined,
				);
			},
			onError: (error) => toast(problemOf(error).message, "bad"),
		});
	return (
		<>
			<Button tone="quiet" busy={make.isPending} onPress={copy}>
				{t("link.copy")}
			</Button>
			{link && <TextField label={t("link.label")} value={link} readOnly onText={() => undefined} />}
		</>
	);
}

/** Extend with one tap, another number, leave in two steps. Off while the numbers may be old. */
export function TrackerActions({ callback }: { callback: Callback }) {
	const [open, setOpen] = useState<"number" | "leave">();
	const extend = useExtend(callback.id);
	const stale = useStale();
	const close = () => setOpen(undefined);
	const wait = () => extend.mutate(HALF_AN_HOUR, { onSuccess: () => toast(t("tracker.extended")) });
	return (
		<Stack gap={3}>
			<Row>
				<Button tone="primary" onPress={wait} busy={extend.isPending} disabled={stale}>
					{t("tracker.extend")}
				</Button>
				<Button onPress={() => setOpen("number")} disabled={stale}>
					{t("tracker.change_number")}
				</Button>
				<Button tone="quiet" onPress={() => setOpen("leave")} disabled={stale}>
					{t("tracker.leave")}
				</Button>
				<CopyLink callback={callback} />
			</Row>
			{stale && <Muted>{t("tracker.stale")}</Muted>}
			{extend.error && <ProblemBox error={extend.error} />}
			{open === "number" && <ChangeNumber callback={callback} onClose={close} />}
			{open === "leave" && <Leave callback={callback} onClose={close} />}
		</Stack>
	);
}
