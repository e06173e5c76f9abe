// SPDX-License-Identifier: Apache-2.0
// Its own chunk: the plot's code is fetched when somebody looks at earnings.
import { useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { currentLocale, t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { showMoney } from "../lib/money";
import css from "./pro.module.css";

type Day = Schemas["EarningDay"];
const HEIGHT = 240;
const { bars } = uPlot.paths;

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A colour the canvas understands: light-dark() is resolved by the browser on an element. */
function colour(name: string, on: HTMLElement): string {
	const probe = on.appendChild(document.createElement("i"));
	probe.style.color = `var(${name})`;
	const said = getComputedStyle(probe).color;
	probe.remove();
	return said;
}

function optionsOf(box: HTMLElement, currency: string): uPlot.Options {
	const axis = { stroke: colour("--ink-2", box), font: `13px ${token("--text")}`, grid: { stroke: colour("--line", box), width: 1 } };
	const money = (amount: number) => showMoney({ amount, currency }, currentLocale());
	return {
		width: box.clientWidth,
		height: HEIGHT,
		legend: { show: false },
		cursor: { show: false },
		scales: { y: { range: (_, __, most) => [0, Math.max(most * 1.1, 100)] } },
		axes: [
			{ ...axis, values: (_, at) => at.map((s) => new Intl.DateTimeFormat(currentLocale(), { month: "short", day: "numeric", timeZone: "UTC" }).format(s * 1000)), space: 70 },
			{ ...axis, values: (_, all) => all.map(money), size: 72 },
		],
		series: [
			{},
			{
				stroke: colour("--brand", box),
				fill: colour("--brand", box),
				...(bars && { paths: bars({ size: [0.7, 40] }) }),
				points: { show: false },
			},
		],
	};
}

/** Changes whenever light turns dark or back. */
function useScheme(): number {
	const [turn, setTurn] = useState(0);
	useEffect(() => {
		const next = () => setTurn((n) => n + 1);
		const dark = matchMedia("(prefers-color-scheme: dark)");
		const watch = new MutationObserver(next);
		dark.addEventListener("change", next);
		watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
		return () => {
			dark.removeEventListener("change", next);
			watch.disconnect();
		};
	}, []);
	return turn;
}

export default function Plot({ days }: { days: Day[] }) {
	const scheme = useScheme();
	return <Bars key={scheme} days={days} />;
}

/** Drawn once with the colours of the moment; another scheme draws another. */
function Bars({ days }: { days: Day[] }) {
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const at = box.current;
		if (!at) return;
		const x = days.map((day) => Date.parse(`${day.day}T12:00:00Z`) / 1000);
		const y = days.map((day) => day.earned.amount);
		const plot = new uPlot(optionsOf(at, days[0]?.earned.currency ?? "USD"), [x, y], at);
		const fit = new ResizeObserver(() => plot.setSize({ width: at.clientWidth, height: HEIGHT }));
		fit.observe(at);
		return () => {
			fit.disconnect();
			plot.destroy();
		};
	}, [days]);
	return <div ref={box} className={css.plot} role="img" aria-label={t("pro.plot", { n: days.length })} />;
}
