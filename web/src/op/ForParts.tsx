// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { Redirect, useLocation } from "wouter";
import { useMe } from "../app/session";
import { t } from "../i18n/t";
import { LinkButton, Muted, Page } from "../kit";
import { FIRST, partsOf, partWords, type PlaceName, useMay } from "./opParts";
import { opPaths } from "./opPaths";

/** A page for some parts of the operators; the others are told who may. The daemon checks again. */
export function ForParts({ place, children }: { place: PlaceName; children: ReactNode }) {
	const may = useMay();
	const part = useMe().data?.operator_part ?? "owner";
	const [here] = useLocation();
	const parts = partsOf(place);
	if (may(...parts)) return <>{children}</>;
	const first = opPaths[FIRST[part]];
	if (here === opPaths.today) return <Redirect to={first} replace />;
	return (
		<Page title={t("op.part.not_title")} width="narrow">
			<Muted>{t("op.part.not_words", { part: partWords([part]), parts: partWords(parts) })}</Muted>
			<div>
				<LinkButton href={first}>{t("op.part.to_yours")}</LinkButton>
			</div>
		</Page>
	);
}
