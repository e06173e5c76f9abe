// SPDX-License-Identifier: Apache-2.0
import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { t } from "../i18n/t";
import css from "./Dialog.module.css";

type Props = { title: string; onClose: () => void; children: ReactNode; footer?: ReactNode };

/** The browser's own dialog: it keeps the focus, Escape closes it, and where the focus was it returns. */
export function Dialog({ title, onClose, children, footer }: Props) {
	const box = useRef<HTMLDialogElement>(null);
	const id = useId();
	useEffect(() => {
		const dialog = box.current;
		if (!dialog) return;
		const before = document.activeElement;
		if (!dialog.open) dialog.showModal();
		const first = dialog.querySelector<HTMLElement>("[autofocus], input:checked, input, select, textarea");
		(first ?? dialog).focus();
		return () => {
			if (dialog.open) dialog.close();
			if (before instanceof HTMLElement) before.focus();
		};
	}, []);
	return (
		<dialog
			ref={box}
			className={css.dialog}
			aria-labelledby={id}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
		>
			<div className={css.head}>
				<h2 id={id}>{title}</h2>
				<button type="button" className={css.close} onClick={onClose}>
					<X size={20} aria-hidden /> {t("close")}
				</button>
			</div>
			<div className={css.body}>{children}</div>
			{footer && <div className={css.foot}>{footer}</div>}
		</dialog>
	);
}
