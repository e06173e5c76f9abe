// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { t } from "../i18n/t";
import { Button, Dialog, Row } from "../kit";

/** Asks before what was typed is lost: on links inside the app by our words, on closing the tab by the browser's. */
export function LeaveGuard({ when }: { when: boolean }) {
	const [to, setTo] = useState<string>();
	const [, go] = useLocation();
	useEffect(() => {
		if (!when) return;
		const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
		const onClick = (event: MouseEvent) => {
			const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
			const href = link?.getAttribute("href");
			if (!href?.startsWith("/") || event.ctrlKey || event.metaKey || event.shiftKey) return;
			event.preventDefault();
			event.stopPropagation();
			setTo(href);
		};
		window.addEventListener("beforeunload", onUnload);
		document.addEventListener("click", onClick, true);
		return () => {
			window.removeEventListener("beforeunload", onUnload);
			document.removeEventListener("click", onClick, true);
		};
	}, [when]);
	if (!to) return null;
	return (
		<Dialog
			title={t("op.set.leave")}
			onClose={() => setTo(undefined)}
			footer={
				<Row spread>
					<Button onPress={() => go(to)}>{t("op.set.leave_go")}</Button>
					<Button tone="primary" onPress={() => setTo(undefined)}>
						{t("op.set.leave_stay")}
					</Button>
				</Row>
			}
		>
			<p>{t("op.set.leave_words")}</p>
		</Dialog>
	);
}
