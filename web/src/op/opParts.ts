// SPDX-License-Identifier: Apache-2.0
// Which part of the operators sees what (UX 1.3). The daemon decides (x-parts in api/openapi.yaml); here is what to draw.
import { useMe } from "../app/session";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import type { opPaths } from "./opPaths";

export type Part = Schemas["OperatorPart"];
export const PARTS: Part[] = ["owner", "floor", "finance", "product", "engineer"];

/** A page's name, and the parts beside the owner that may open it. */
export type PlaceName = Exclude<keyof typeof opPaths, "call" | "person" | "application">;
const MAY: Record<PlaceName, Part[]> = {
	today: ["floor"],
	wall: ["floor"],
	queues: ["floor"],
	calls: ["floor", "finance", "engineer"],
	people: ["floor", "finance"],
	categories: ["product"],
	trunks: ["engineer"],
	numbers: ["floor", "engineer"],
	health: ["engineer"],
	audit: [],
	settings: ["floor", "finance", "product", "engineer"],
};

/** Where a part begins. */
export const FIRST: Record<Part, PlaceName> = { owner: "today", floor: "today", finance: "people", product: "categories", engineer: "health" };

/** The own part: whether it is one of these; the owner is always one. */
export function useMay() {
	const part = useMe().data?.operator_part;
	return (...parts: Part[]): boolean => part === "owner" || (part ? parts.includes(part) : false);
}

export const partsOf = (place: PlaceName): Part[] => ["owner", ...MAY[place]];
export const partWords = (parts: Part[]): string => parts.map((part) => t(`op.part.${part}`)).join(", ");
