// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { useRules } from "../app/rules";
import { type MessageKey, t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { Answer, type Column, Fine, Length, Muted, Page, Panel, Table } from "../kit";
import css from "./op.module.css";
import { SecondFactor } from "./SecondFactor";

type Rules = Schemas["Rules"];
type Rule = { key: keyof Rules; words: MessageKey };

const HOUSE: Rule[] = [
	{ key: "brand", words: "op.rule.brand" },
	{ key: "currency", words: "op.rule.currency" },
	{ key: "timezone", words: "op.rule.timezone" },
	{ key: "language", words: "op.rule.language" },
];
const LINE: Rule[] = [
	{ key: "wait_least_seconds", words: "op.rule.wait_least" },
	{ key: "wait_most_seconds", words: "op.rule.wait_most" },
	{ key: "wait_choices_seconds", words: "op.rule.wait_choices" },
	{ key: "line_cap", words: "op.rule.line_cap" },
	{ key: "customer_cap", words: "op.rule.customer_cap" },
	{ key: "reason_most", words: "op.rule.reason_most" },
];
const MONEY: Rule[] = [
	{ key: "check_minutes", words: "op.rule.check_minutes" },
	{ key: "bill_minimum_seconds", words: "op.rule.bill_minimum" },
	{ key: "bill_step_seconds", words: "op.rule.bill_step" },
	{ key: "free_under_seconds", words: "op.rule.free_under" },
];

/** Spans read as lengths, lists of them too. */
function valueOf(rules: Rules, key: keyof Rules): ReactNode {
	const value = rules[key];
	if (Array.isArray(value))
		return (
			<span>
				{value.map((one) => (
					<span key={one} className={css.item}>
						<Length ms={Number(one) * 1000} />{" "}
					</span>
				))}
			</span>
		);
	if (String(key).endsWith("_seconds")) return <Length ms={Number(value) * 1000} />;
	return value === undefined ? "–" : String(value);
}

const columnsOf = (rules: Rules): Column<Rule>[] => [
	{ head: t("op.col.rule"), cell: (row) => t(row.words), main: true },
	{ head: t("op.col.key"), cell: (row) => <code className={css.mono}>{row.key}</code> },
	{ head: t("op.col.value"), cell: (row) => valueOf(rules, row.key), align: "end" },
];

const Section = ({ title, of, rules }: { title: string; of: Rule[]; rules: Rules }) => (
	<Panel title={title}>
		<Table caption={title} columns={columnsOf(rules)} rows={of} keyOf={(row) => String(row.key)} />
	</Panel>
);

/** The numbers of the business, as they are in force. They are set in the configuration file. */
export default function Settings() {
	const rules = useRules();
	return (
		<Page title={t("op.nav.settings")} width="public" intro={<Muted>{t("op.settings_words")}</Muted>}>
			<Answer of={rules} lines={8}>
				{(is) => (
					<>
						<Section title={t("op.settings_house")} of={HOUSE} rules={is} />
						<Section title={t("op.settings_line")} of={LINE} rules={is} />
						<Section title={t("op.settings_money")} of={MONEY} rules={is} />
					</>
				)}
			</Answer>
			<Fine>{t("op.settings_file")}</Fine>
			<SecondFactor />
		</Page>
	);
}
