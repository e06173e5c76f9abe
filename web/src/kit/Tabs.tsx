// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import css from "./Tabs.module.css";

export type Tab<V extends string> = { value: V; label: ReactNode };
type Props<V extends string> = { label: string; tabs: Tab<V>[]; value: V; onTab: (value: V) => void; children: ReactNode };

const STEP: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

export function Tabs<V extends string>({ label, tabs, value, onTab, children }: Props<V>) {
	const id = useId();
	const list = useRef<HTMLDivElement>(null);
	const onKey = (event: KeyboardEvent) => {
		const step = STEP[event.key];
		if (!step) return;
		const at = tabs.findIndex((tab) => tab.value === value);
		const to = tabs[(at + step + tabs.length) % tabs.length];
		if (!to) return;
		event.preventDefault();
		onTab(to.value);
		list.current?.querySelector<HTMLElement>(`[data-tab="${to.value}"]`)?.focus();
	};
	return (
		<div className={css.tabs}>
			<div ref={list} role="tablist" aria-label={label} className={css.list} tabIndex={-1} onKeyDown={onKey}>
				{tabs.map((tab) => (
					<button
						key={tab.value}
						type="button"
						role="tab"
						id={`${id}-${tab.value}`}
						data-tab={tab.value}
						aria-selected={tab.value === value}
						aria-controls={`${id}-panel`}
						tabIndex={tab.value === value ? 0 : -1}
						className={css.tab}
						onClick={() => onTab(tab.value)}
					>
						{tab.label}
					</button>
				))}
			</div>
			<div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
				{children}
			</div>
		</div>
	);
}
