// SPDX-License-Identifier: Apache-2.0
import { Phone } from "lucide-react";
import { type ReactNode, useState } from "react";
import { addMessages, t } from "../i18n/t";
import texts from "../i18n/en/kit.json";
import { Problem } from "../lib/problem";
import * as Kit from ".";
import { CallBar } from "./CallBar";

addMessages(texts);

const STARTED = new Date().toISOString();
const ENDS = new Date(Date.now() + 90_000).toISOString();
const AT = "2026-05-04T14:49:02.000Z";
const PRICE = { amount: 240, currency: "USD" };
const INTENTS = ["taking_calls", "arrange_only", "away"] as const;
const ACTIVITIES = ["idle", "reserved", "dialing", "on_call", "wrapping_up"] as const;
const TONES = ["plain", "primary", "quiet", "danger"] as const;

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
	<section>
		<Kit.Stack>
			<h2>{title}</h2>
			{children}
		</Kit.Stack>
	</section>
);

const Buttons = () => (
	<Part title={t("kit.buttons")}>
		{(["small", "normal", "big"] as const).map((size) => (
			<Kit.Row key={size}>
				{TONES.map((tone) => (
					<Kit.Button key={tone} tone={tone} size={size}>
						{t("kit.word")}
					</Kit.Button>
				))}
			</Kit.Row>
		))}
		<Kit.Row>
			<Kit.Button disabled>{t("kit.word")}</Kit.Button>
			<Kit.Button tone="primary" busy>
				{t("kit.word")}
			</Kit.Button>
			<Kit.Button icon={<Phone size={20} aria-hidden />}>{t("kit.word")}</Kit.Button>
			<Kit.LinkButton href="/kit" tone="primary">
				{t("kit.word")}
			</Kit.LinkButton>
		</Kit.Row>
	</Part>
);

function Fields() {
	const [text, setText] = useState("");
	const [on, setOn] = useState(true);
	const options = ["a", "b", "c"].map((value) => ({ value, label: `${t("kit.word")} ${value}` }));
	return (
		<Part title={t("kit.fields")}>
			<Kit.TextField label={t("kit.word")} hint={t("kit.why")} value={text} onText={setText} />
			<Kit.TextField label={t("kit.long")} error={t("kit.wrong")} value={text} onText={setText} />
			<Kit.TextArea label={t("kit.word")} value={text} onText={setText} />
			<Kit.Select label={t("kit.word")} options={options} value="a" onText={() => undefined} />
			<Kit.PhoneField
				label={t("kit.word")}
				value={text}
				onText={setText}
				onCheck={() => undefined}
				verdict={{ callable: true, display: "+1 415 555 0132", detail: "" }}
			/>
			<Kit.Switch label={t("kit.word")} note={t("kit.why")} on={on} onSwitch={setOn} />
			<Kit.Switch label={t("kit.long")} on={false} onSwitch={setOn} disabled />
		</Part>
	);
}

function Choices() {
	const [value, setValue] = useState("a");
	const options = ["a", "b", "c", "d"].map((one) => ({ value: one, label: `${t("kit.word")} ${one}`, note: t("kit.why") }));
	return (
		<Part title={t("kit.choices")}>
			{(["grid", "rows", "bar"] as const).map((look) => (
				<Kit.Choice key={look} legend={`${t("kit.word")} ${look}`} look={look} options={options} value={value} onChoose={setValue} />
			))}
		</Part>
	);
}

const Lamps = () => (
	<Part title={t("kit.lamps")}>
		{INTENTS.map((intent) => (
			<Kit.Row key={intent}>
				{ACTIVITIES.map((activity) => (
					<Kit.AdvisorLamp key={activity} of={{ intent, activity }} />
				))}
			</Kit.Row>
		))}
		<Kit.Chip shape="bell" tone="bad">
			{t("kit.wrong")}
		</Kit.Chip>
	</Part>
);

const Figures = () => (
	<Part title={t("kit.figures")}>
		<Kit.Row>
			<Kit.Money of={PRICE} />
			<Kit.Clock at={AT} as="date-time" />
			<Kit.Clock at={AT} as="time-zone" />
			<Kit.Length ms={767_000} />
			<Kit.Timer since={STARTED} label={t("kit.word")} />
			<Kit.Timer until={ENDS} label={t("kit.word")} big />
		</Kit.Row>
	</Part>
);

const MARKS = [
	{ at: "2026-05-04T14:49:02.000Z", side: "advisor", what: "ring" },
	{ at: "2026-05-04T14:49:06.000Z", side: "advisor", what: "answered" },
	{ at: "2026-05-04T14:49:11.000Z", side: "customer", what: "ring" },
	{ at: "2026-05-04T14:49:18.000Z", side: "customer", what: "answered" },
	{ at: "2026-05-04T14:49:27.000Z", side: "both", what: "joined" },
	{ at: "2026-05-04T14:50:40.000Z", side: "both", what: "paused" },
	{ at: "2026-05-04T14:50:52.000Z", side: "both", what: "resumed" },
];
const RECEIPT = { marks: MARKS, ended_at: "2026-05-04T14:52:10.000Z", charge: PRICE, billed_seconds: 180 };

const Bar = () => (
	<Part title={t("kit.bar")}>
		<CallBar receipt={RECEIPT} viewer="customer" />
	</Part>
);

const States = () => (
	<Part title={t("kit.states")}>
		<Kit.Skeleton />
		<Kit.Empty title={t("not_found.title")}>
			<Kit.Muted>{t("not_found.words")}</Kit.Muted>
		</Kit.Empty>
		<Kit.ProblemBox
			error={new Problem(422, { title: t("kit.wrong"), detail: t("kit.why"), request_id: "4e031147b2ac2b2f" })}
			onRetry={() => undefined}
		/>
		<Kit.Card>{t("kit.word")}</Kit.Card>
		<Kit.Card tone="live">{t("kit.word")}</Kit.Card>
	</Part>
);

const say = () => Kit.toast(t("kit.word"));
const COLUMNS = (): Kit.Column<number>[] => [
	{ head: t("kit.word"), cell: (row) => t("place", { n: row }), main: true },
	{ head: t("kit.long"), cell: () => t("kit.why") },
	{ head: t("kit.figures"), cell: () => <Kit.Money of={PRICE} />, align: "end" },
];

function More() {
	const [open, setOpen] = useState(false);
	const [tab, setTab] = useState<"a" | "b">("a");
	return (
		<Part title={t("kit.more")}>
			<Kit.Row>
				<Kit.Menu label={t("kit.word")} items={[{ label: t("kit.open"), onPick: say }, { label: t("kit.long"), onPick: say }]} />
				<Kit.Button onPress={() => setOpen(true)}>{t("kit.open")}</Kit.Button>
				<Kit.Button onPress={say}>{t("kit.word")}</Kit.Button>
			</Kit.Row>
			<Kit.Tabs
				label={t("kit.word")}
				tabs={[
					{ value: "a", label: t("kit.word") },
					{ value: "b", label: t("kit.long") },
				]}
				value={tab}
				onTab={setTab}
			>
				{tab}
			</Kit.Tabs>
			<Kit.Table
				caption={t("kit.table")}
				showCaption
				rows={[1, 2, 3]}
				keyOf={String}
				columns={COLUMNS()}
			/>
			{open && (
				<Kit.Dialog title={t("kit.word")} onClose={() => setOpen(false)} footer={<Kit.Button wide>{t("kit.word")}</Kit.Button>}>
					<p>{t("kit.why")}</p>
				</Kit.Dialog>
			)}
		</Part>
	);
}

/** Every component in every state; the accessibility run looks at it. */
export default function KitPage() {
	return (
		<Kit.Page title={t("kit.title")}>
			<Buttons />
			<Fields />
			<Choices />
			<Lamps />
			<Figures />
			<Bar />
			<States />
			<More />
		</Kit.Page>
	);
}
