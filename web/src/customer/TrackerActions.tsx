// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense, useState } from "react";
import { paths } from "../app/paths";
import { type Callback, useLetPass } from "../data/callbacks";
import { useAdvisor } from "../data/catalogue";
import { useMakeLink } from "../data/links";
import { Button, Muted, Stack, TextField, toast, useStale } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { LetPass } from "./LetPass";
import css from "./Place.module.css";

const ChangeNumber = lazy(() => import("./ChangeNumber").then((part) => ({ default: part.ChangeNumber })));
const Leave = lazy(() => import("./Leave").then((part) => ({ default: part.Leave })));

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
			<Button busy={make.isPending} onPress={copy}>
				{t("link.copy")}
			</Button>
			{link && <TextField label={t("link.label")} value={link} readOnly onText={() => undefined} />}
		</>
	);
}

/** Another number, a link, leave in two steps. Off while the numbers may be old. */
export function TrackerActions({ callback }: { callback: Callback }) {
	const [open, setOpen] = useState<"number" | "leave">();
	const stale = useStale();
	const pass = useLetPass(callback.id);
	const waiting = useAdvisor(callback.advisor).data?.waiting;
	const close = () => setOpen(undefined);
	return (
		<Stack gap={3}>
			<div className={css.actions}>
				<Button onPress={() => setOpen("number")} disabled={stale}>
					{t("tracker.change_number")}
				</Button>
				<CopyLink callback={callback} />
				<LetPass callback={callback} waiting={waiting} by={pass} />
				<Button tone="quiet" onPress={() => setOpen("leave")} disabled={stale}>
					{t("tracker.leave")}
				</Button>
			</div>
			{stale && <Muted>{t("tracker.stale")}</Muted>}
			<Suspense>
				{open === "number" && <ChangeNumber callback={callback} onClose={close} />}
				{open === "leave" && <Leave callback={callback} onClose={close} />}
			</Suspense>
		</Stack>
	);
}
