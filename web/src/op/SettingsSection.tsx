// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type SettingSection, useChangeSettings, useReloadSettings } from "../data/settings";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, Muted, ProblemBox, Row, toast, useStale } from "../kit";
import { SettingField } from "./SettingField";
import css from "./Settings.module.css";

/** What was typed and not saved, by name; null: back to the preset. */
export type Draft = Record<string, string | null>;
type Props = { section: SettingSection; version: string; draft: Draft; onDraft: (draft: Draft) => void };

/** One section with its own Save: all of its changes or none. */
export function SettingsSection({ section, version, draft, onDraft }: Props) {
	const change = useChangeSettings();
	const reload = useReloadSettings();
	const [round, setRound] = useState(0);
	const stale = useStale();
	const changes = section.settings
		.filter((one) => draft[one.name] !== undefined)
		.map((one) => ({ name: one.name, value: draft[one.name] ?? null }));
	const wrong = change.isError ? problemOf(change.error) : undefined;
	const errorOf = (name: string) => {
		const at = change.variables?.changes.findIndex((one) => one.name === name) ?? -1;
		return at < 0 ? undefined : wrong?.of(`changes/${at}/value`);
	};
	const put = (name: string, value: string | null) => {
		const { [name]: _, ...rest } = draft;
		const same = section.settings.some((one) => one.name === name && one.value === value);
		onDraft(same ? rest : { ...rest, [name]: value });
	};
	const forget = () => {
		const names = new Set(section.settings.map((one) => one.name));
		onDraft(Object.fromEntries(Object.entries(draft).filter(([name]) => !names.has(name))));
		change.reset();
		setRound(round + 1);
	};
	const save = () =>
		change.mutate(
			{ changes, version },
			{
				onSuccess: () => {
					toast(t("op.set.saved", { n: changes.length }));
					forget();
				},
			},
		);
	const isNamed = changes.some((one) => errorOf(one.name));
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				save();
			}}
		>
			<ul className={css.list}>
				{section.settings.map((one) => (
					<SettingField
						key={one.name}
						setting={one}
						draft={draft[one.name] === null ? one.preset : (draft[one.name] ?? undefined)}
						round={`${round}${draft[one.name] === null}`}
						error={errorOf(one.name)}
						onValue={(value) => put(one.name, value)}
						onPreset={() => put(one.name, null)}
					/>
				))}
			</ul>
			{wrong && !isNamed && <ProblemBox error={change.error} {...(wrong.status === 412 && { onRetry: () => void reload() })} />}
			{changes.length > 0 && (
				<div className={css.save}>
					<Muted>{stale ? t("stale") : t("op.set.unsaved", { n: changes.length })}</Muted>
					<Row>
						<Button onPress={forget}>{t("op.set.forget")}</Button>
						<Button tone="primary" type="submit" busy={change.isPending} disabled={stale}>
							{t("save")}
						</Button>
					</Row>
				</div>
			)}
		</form>
	);
}
