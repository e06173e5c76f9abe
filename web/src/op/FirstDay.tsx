// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { useCategories } from "../data/catalogue";
import { usePeople, useTrunks } from "../data/operation";
import { t } from "../i18n/t";
import { api, ask } from "../lib/api";
import { Card, Chip, LinkButton, Muted, Panel, Stack } from "../kit";
import css from "./op.module.css";
import { opPaths } from "./opPaths";

type Item = { id: "category" | "advisor" | "listing" | "trunk" | "factor"; done: boolean; href: string };

const useListings = () => useQuery({ queryKey: ["listings", "any"], queryFn: () => ask(api.GET("/v1/listings", { params: { query: { limit: 1 } } })) });
const useFactor = () => useQuery({ queryKey: ["factor"], queryFn: () => ask(api.GET("/v1/second-factor")) });

/** What a new house needs before its first call; undefined until all of it is known. */
function useItems(): Item[] | undefined {
	const categories = useCategories().data;
	const advisors = usePeople({ role: "advisor" }).data;
	const listings = useListings().data;
	const trunks = useTrunks().data;
	const factor = useFactor().data;
	if (!categories || !advisors || !listings || !trunks || !factor) return undefined;
	return [
		{ id: "trunk", done: trunks.data.some((one) => one.up), href: opPaths.trunks },
		{ id: "category", done: categories.data.length > 0, href: opPaths.categories },
		{ id: "advisor", done: advisors.pages.some((page) => page.data.length > 0), href: opPaths.people },
		{ id: "listing", done: listings.data.length > 0, href: opPaths.people },
		{ id: "factor", done: factor.enrolled, href: opPaths.settings },
	];
}

/** The first day's list. It goes when there is nothing left but the second factor, which is advised and not needed. */
export function FirstDay() {
	const items = useItems();
	if (!items || items.every((item) => item.done || item.id === "factor")) return null;
	return (
		<Panel title={t("op.first")}>
			<Card>
				<Stack gap={3}>
					<Muted>{t("op.first_words")}</Muted>
					{items.map((item) => (
						<div className={css.todo} key={item.id}>
							<Chip shape={item.done ? "disc" : "ring"} tone={item.done ? "ok" : "wait"}>
								{t(item.done ? "op.first_done" : "op.first_open")}
							</Chip>
							<span>{t(`op.first.${item.id}`)}</span>
							{!item.done && (
								<LinkButton size="small" href={item.href}>
									{t("op.first_go")}
								</LinkButton>
							)}
						</div>
					))}
				</Stack>
			</Card>
		</Panel>
	);
}
