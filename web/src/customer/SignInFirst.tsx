// SPDX-License-Identifier: Apache-2.0
import { useLocation } from "wouter";
import { paths } from "../app/paths";
import { Fine, LinkButton, Stack } from "../kit";
import { t } from "../i18n/t";

/** The foot of a form for somebody who is not signed in: both ways lead back to it, and what was filled in is there. */
export function SignInFirst() {
	const [here] = useLocation();
	return (
		<Stack gap={2}>
			<Fine>{t("ask.sign_in_first")}</Fine>
			<LinkButton tone="primary" size="big" wide href={paths.signIn(here)}>
				{t("ask.sign_in")}
			</LinkButton>
			<LinkButton wide href={paths.signUp(here)}>
				{t("ask.sign_up")}
			</LinkButton>
		</Stack>
	);
}
