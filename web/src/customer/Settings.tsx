// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { Guard } from "../app/Guard";
import type { Me } from "../app/session";
import { Card, Page, Stack } from "../kit";
import { t } from "../i18n/t";
import { Numbers } from "./Numbers";
import { PasswordForm } from "./PasswordForm";
import { PersonForm } from "./PersonForm";

function Sections({ me }: { me: Me }) {
	return (
		<Page title={t("nav.settings")} width="narrow">
			<section aria-labelledby="numbers">
				<Stack>
					<h2 id="numbers">{t("settings.numbers")}</h2>
					<Numbers account={me.id} />
				</Stack>
			</section>
			<Card label={t("settings.person")}>
				<h2>{t("settings.person")}</h2>
				<PersonForm me={me} />
			</Card>
			<Card label={t("settings.password")}>
				<h2>{t("settings.password")}</h2>
				<PasswordForm me={me} />
			</Card>
		</Page>
	);
}

export default function Settings() {
	return <Guard>{(me) => <Sections me={me} />}</Guard>;
}
