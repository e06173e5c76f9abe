// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useSettings } from "../data/settings";
import { t } from "../i18n/t";
import { Answer, Muted, Page, Tabs } from "../kit";
import { LeaveGuard } from "./LeaveGuard";
import { useMay } from "./opParts";
import { SecondFactor } from "./SecondFactor";
import { type Draft, SettingsSection } from "./SettingsSection";

type Known = NonNullable<ReturnType<typeof useSettings>["data"]>;

/** A tab a section; the last is the operator's own sign-in. What was typed stays when another tab is looked at. */
function Sections({ is }: { is: Known }) {
	const [draft, setDraft] = useState<Draft>({});
	const [open, setOpen] = useState<string>(is.sections[0]?.name ?? "you");
	const section = is.sections.find((one) => one.name === open);
	const unsaved = (names: string[]) => names.filter((name) => draft[name] !== undefined).length;
	const tabs = is.sections.map(({ name, settings }) => {
		const n = unsaved(settings.map((one) => one.name));
		return { value: name as string, label: n ? `${t(`op.set.section.${name}`)} (${n})` : t(`op.set.section.${name}`) };
	});
	return (
		<>
			<LeaveGuard when={Object.keys(draft).length > 0} />
			<Tabs label={t("op.set.sections")} tabs={[...tabs, { value: "you", label: t("op.set.section.you") }]} value={open} onTab={setOpen}>
				{section ? (
					<SettingsSection key={section.name} section={section} version={is.version} draft={draft} onDraft={setDraft} />
				) : (
					<SecondFactor />
				)}
			</Tabs>
		</>
	);
}

function House() {
	const settings = useSettings();
	return (
		<Page title={t("op.nav.settings")} width="public" intro={<Muted>{t("op.set.words")}</Muted>}>
			<Answer of={settings} lines={8}>
				{(is) => <Sections is={is} />}
			</Answer>
		</Page>
	);
}

/** The rules of the house are the owner's; the own sign-in is everybody's. */
export default function Settings() {
	const may = useMay();
	if (may()) return <House />;
	return (
		<Page title={t("op.nav.settings")} width="public" intro={<Muted>{t("op.part.settings")}</Muted>}>
			<SecondFactor />
		</Page>
	);
}
