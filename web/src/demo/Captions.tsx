// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "react";
import { t } from "../i18n/t";
import { Clock } from "../kit";
import css from "./demo.module.css";
import type { Caption } from "./handsets";
import { speakerOf } from "./people";

export function wordsOf(caption: Caption): string {
	switch (caption.kind) {
		case "words":
			return caption.text;
		case "tone":
			return t("demo.heard_tone", { who: speakerOf(caption.hz) ?? t("demo.somebody"), hz: caption.hz, s: (caption.ms / 1000).toFixed(1) });
		case "key":
			return t("demo.pressed", { key: caption.text });
		case "rings":
			return t("demo.rings", { from: caption.text });
		default:
			return t(`demo.${caption.kind}`);
	}
}

/** What was heard and done, the newest at the bottom and in sight. */
export function Captions({ name, lines }: { name: string; lines: Caption[] }) {
	const box = useRef<HTMLDivElement>(null);
	const last = lines.at(-1)?.id;
	useEffect(() => {
		if (last !== undefined && box.current) box.current.scrollTop = box.current.scrollHeight;
	}, [last]);
	return (
		// oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
		<div ref={box} className={css.captions} role="log" tabIndex={0} aria-label={t("demo.captions", { name })}>
			{lines.length === 0 && <p className={css.note}>{t("demo.no_captions")}</p>}
			{lines.map((line) => (
				<p key={line.id} className={line.kind === "words" ? undefined : css.note}>
					<span className={css.when}>
						<Clock at={line.at} as="seconds" />
					</span>{" "}
					{wordsOf(line)}
				</p>
			))}
		</div>
	);
}
