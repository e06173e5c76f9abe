// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import type { Setting } from "../data/settings";
import { currentLocale, t } from "../i18n/t";
import { Button, Chip, Clock, Fine, Row, Switch, TextField } from "../kit";
import { joinLength, splitLength, type Unit, UNITS } from "./lengths";
import css from "./Settings.module.css";

/** References to the specification mean nothing to operators. */
export const wordsOf = (setting: Setting): string => setting.sentence.replace(/ \[[^\]]*\]/g, "");

const UNIT_OPTIONS = (Object.keys(UNITS) as Unit[]).map((unit) => ({ value: unit, label: t(`op.unit.${unit}`) }));

export function shown(setting: Setting, value: string): string {
	if (setting.kind === "switch") return t(value === "1" ? "on" : "off");
	if (setting.kind === "words") return value;
	if (setting.kind === "number") return Number(value).toLocaleString(currentLocale());
	const { amount, unit } = splitLength(Number(value));
	return t(`op.length.${unit}`, { n: Number(amount) });
}

const bounds = (setting: Setting): string => {
	if (setting.kind === "switch") return "";
	if (setting.kind === "words") return t("op.set.characters", { least: setting.least, most: setting.most });
	return t("op.set.between", { least: shown(setting, String(setting.least)), most: shown(setting, String(setting.most)) });
};

type Props = { setting: Setting; value: string; error: string | undefined; onValue: (value: string) => void };

function LengthField({ setting, value, error, onValue }: Props) {
	const [{ amount, unit }, set] = useState(() => splitLength(Number(value)));
	const put = (next: { amount: string; unit: Unit }) => {
		set(next);
		onValue(joinLength(next.amount, next.unit));
	};
	return (
		<TextField
			label={wordsOf(setting)}
			hint={bounds(setting)}
			error={error}
			inputMode="decimal"
			value={amount}
			onText={(text) => put({ amount: text, unit })}
			unit={{
				name: t("op.set.unit_of", { what: wordsOf(setting) }),
				options: UNIT_OPTIONS,
				value: unit,
				onText: (text) => put({ amount, unit: text as Unit }),
			}}
		/>
	);
}

function Editor(props: Props) {
	const { setting, value, error, onValue } = props;
	if (setting.kind === "length") return <LengthField {...props} />;
	if (setting.kind === "switch")
		return <Switch label={wordsOf(setting)} on={value === "1"} onSwitch={(on) => onValue(on ? "1" : "0")} />;
	const mode = setting.kind === "number" ? "numeric" : "text";
	return <TextField label={wordsOf(setting)} hint={bounds(setting)} error={error} inputMode={mode} value={value} onText={onValue} />;
}

/** What the file says is the file's to change. */
const Locked = ({ setting }: { setting: Setting }) => (
	<div className={css.locked}>
		<p>{wordsOf(setting)}</p>
		<Row>
			<strong>{shown(setting, setting.value)}</strong>
			<Chip shape="half" tone="off">
				{t("op.set.locked")}
			</Chip>
		</Row>
	</div>
);

type FieldProps = Omit<Props, "value"> & { draft: string | undefined; onPreset: () => void; round: string };

/** One setting: its value, whose word it is, and the way back to the preset. */
export function SettingField({ setting, draft, error, onValue, onPreset, round }: FieldProps) {
	const mine = setting.source === "operator";
	return (
		<li className={css.setting} data-changed={draft !== undefined || undefined}>
			{setting.source === "file" ? (
				<Locked setting={setting} />
			) : (
				<Editor key={`${setting.value} ${round}`} setting={setting} value={draft ?? setting.value} error={error} onValue={onValue} />
			)}
			<div className={css.foot}>
				<Fine>
					<code className={css.key}>{setting.source === "file" ? setting.file_key : setting.name}</code> {setting.source !== "file" && t("op.set.preset", { value: shown(setting, setting.preset) })}
					{setting.at_start && ` ${t("op.set.at_start")}`}
				</Fine>
				{mine && (
					<Row>
						<Fine>
							{setting.changed_at && (
								<>
									{t("op.set.by", { who: setting.changed_by ?? t("op.actor.system") })} <Clock at={setting.changed_at} as="date-time" />
								</>
							)}
						</Fine>
						<Button size="small" onPress={onPreset} aria-label={t("op.set.back_of", { what: wordsOf(setting) })}>
							{t("op.set.back")}
						</Button>
					</Row>
				)}
			</div>
		</li>
	);
}
