// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { Redirect, useLocation, useSearch } from "wouter";
import { Answer, LinkButton, Muted, Page } from "../kit";
import { t } from "../i18n/t";
import { paths } from "./paths";
import { type Me, type Role, useMe } from "./session";

/** Its children are for signed-in people, if `role` is given of that role. The daemon checks again. */
export function Guard({ role, children }: { role?: Role; children: (me: Me) => ReactNode }) {
	const me = useMe();
	const [place] = useLocation();
	const search = useSearch();
	const here = search ? `${place}?${search}` : place;
	return (
		<Answer of={me}>
			{(who) => {
				if (!who) return <Redirect to={paths.signIn(here)} replace />;
				if (role && !who.roles.includes(role)) return <NotAllowed />;
				return <>{children(who)}</>;
			}}
		</Answer>
	);
}

export const NotAllowed = () => (
	<Page title={t("not_allowed.title")} width="narrow">
		<Muted>{t("not_allowed.words")}</Muted>
		<div>
			<LinkButton href="/">{t("not_found.home")}</LinkButton>
		</div>
	</Page>
);

export const NotFound = () => (
	<Page title={t("not_found.title")} width="narrow">
		<Muted>{t("not_found.words")}</Muted>
		<div>
			<LinkButton href="/">{t("not_found.home")}</LinkButton>
		</div>
	</Page>
);
