// SPDX-License-Identifier: Apache-2.0
import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import css from "./Menu.module.css";

export type MenuItem = { label: string; onPick: () => void; icon?: ReactNode; checked?: boolean; disabled?: boolean };

const STEP: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** A button that opens a list of actions: the browser's popover, arrow keys between the items. */
export function Menu({ label, items, name }: { label: ReactNode; items: MenuItem[]; name?: string }) {
	const id = useId();
	const list = useRef<HTMLDivElement>(null);
	const button = useRef<HTMLButtonElement>(null);
	const all = () => [...(list.current?.querySelectorAll<HTMLElement>("button:not(:disabled)") ?? [])];
	const toggle = () => {
		list.current?.togglePopover();
		if (list.current?.matches(":popover-open")) all()[0]?.focus();
	};
	const onKey = (event: KeyboardEvent) => {
		const found = all();
		const at = found.indexOf(document.activeElement as HTMLElement);
		const step = STEP[event.key];
		if (step) found[(at + step + found.length) % found.length]?.focus();
		else if (event.key === "Home") found[0]?.focus();
		else if (event.key === "End") found.at(-1)?.focus();
		else return;
		event.preventDefault();
	};
	return (
		<div className={css.menu}>
			<button ref={button} type="button" className={css.button} aria-haspopup="menu" aria-label={name} onClick={toggle}>
				{label} <ChevronDown size={16} aria-hidden />
			</button>
			<div ref={list} id={id} popover="auto" role="menu" tabIndex={-1} className={css.list} onKeyDown={onKey}>
				{items.map((item) => (
					<button
						key={item.label}
						type="button"
						role={item.checked === undefined ? "menuitem" : "menuitemradio"}
						aria-checked={item.checked}
						disabled={item.disabled}
						className={css.item}
						onClick={() => {
							list.current?.hidePopover();
							button.current?.focus();
							item.onPick();
						}}
					>
						{item.icon}
						{item.label}
						{item.checked && <span aria-hidden>✓</span>}
					</button>
				))}
			</div>
		</div>
	);
}
