// SPDX-License-Identifier: Apache-2.0
import { useLocation } from "wouter";
import { t } from "../i18n/t";
import css from "./demo.module.css";

const PAGES = [
	{ href: "/demo", key: "demo.link_stage" },
	{ href: "/demo/phones", key: "demo.link_phones" },
	{ href: "/demo/mail", key: "demo.link_mail" },
] as const;
const PERSONS = [
	{ href: "/?as=sam", key: "demo.link_sam" },
	{ href: "/pro?as=dana", key: "demo.link_dana" },
	{ href: "/op/wall?as=olive", key: "demo.link_olive" },
] as const;

/** A person's link signs in at a host of that person's own, so it is asked for at the address that sends people there. */
const entry = (href: string) => `//127.0.0.1:${location.port}${href}`;

/** The demo's own pages, and each person beside this page. */
export function Links() {
	const [here] = useLocation();
	return (
		<nav aria-label={t("demo.links")}>
			<ul className={css.links}>
				{PAGES.map(({ href, key }) => (
					<li key={href}>
						<a href={href} aria-current={here === href ? "page" : undefined}>
							{t(key)}
						</a>
					</li>
				))}
				{PERSONS.map(({ href, key }) => (
					<li key={href}>
						<a href={entry(href)} target="_blank" rel="noreferrer">
							{t(key)}
						</a>
					</li>
				))}
			</ul>
		</nav>
	);
}
