// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { LinkButton, Menu, type MenuItem, StaleBar, toast, ToastRegion } from "../kit";
import { t } from "../i18n/t";
import { useRules } from "./rules";
import { type Me, useMe, useSignOut } from "./session";
import css from "./Shell.module.css";
import { setTheme, type Theme } from "./theme";

const THEMES: Theme[] = ["system", "light", "dark"];

function AccountMenu({ me }: { me: Me }) {
	const [, go] = useLocation();
	const signOut = useSignOut();
	const items: MenuItem[] = [{ label: t("nav.account"), onPick: () => go("/account") }];
	if (me.roles.includes("advisor")) items.push({ label: t("nav.console"), onPick: () => go("/pro") });
	if (me.roles.includes("operator")) items.push({ label: t("nav.operator"), onPick: () => go("/op") });
	if (me.customer || me.advisor) items.push({ label: t("nav.mail"), onPick: () => go("/mail") });
	items.push({ label: t("nav.settings"), onPick: () => go("/account/settings") });
	for (const theme of THEMES) items.push({ label: t(`theme.${theme}`), onPick: () => setTheme(theme) });
	const leave = () =>
		signOut.mutate(undefined, {
			onSuccess: () => {
				toast(t("signed_out"));
				go("/");
			},
		});
	// An advisor is asked about the line first (CB11).
	const advises = me.roles.includes("advisor");
	items.push({ label: t("nav.signout"), onPick: advises ? () => go("/pro/leave") : leave });
	return <Menu label={me.nickname} name={t("nav.menu", { name: me.nickname })} items={items} />;
}

/** Every page stands in this: the board's head, the page, and the foot. */
export function Shell({ children }: { children: ReactNode }) {
	const me = useMe();
	const rules = useRules();
	return (
		<div className={css.shell}>
			<a href="#page" className={css.skip}>
				{t("skip")}
			</a>
			<header className={css.head}>
				<div className={css.inner}>
					<Link href="/" className={css.brand}>
						<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden>
							<circle cx="16" cy="16" r="11" fill="none" stroke="currentColor" strokeWidth="4" />
							<circle cx="16" cy="16" r="4" fill="currentColor" />
						</svg>
						{rules.data?.brand ?? "Ringback"}
					</Link>
					<nav aria-label={t("nav.main")} className={css.nav}>
						{me.data === null && (
							<>
								<span className={css.signUp}>
									<LinkButton href="/signup" tone="quiet">
										{t("nav.signup")}
									</LinkButton>
								</span>
								<LinkButton href="/signin">{t("nav.signin")}</LinkButton>
							</>
						)}
						{me.data && <AccountMenu me={me.data} />}
					</nav>
				</div>
			</header>
			<StaleBar />
			<main id="page" tabIndex={-1} className={css.main}>
				{children}
			</main>
			<footer className={css.foot}>{t("footer")}</footer>
			<ToastRegion />
		</div>
	);
}
