// SPDX-License-Identifier: Apache-2.0
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "wouter";
import { t } from "../i18n/t";
import { cx } from "./cx";
import css from "./Button.module.css";

export type Tone = "primary" | "plain" | "quiet" | "danger";
export type Size = "small" | "normal" | "big";
type Look = { tone?: Tone; size?: Size; wide?: boolean; icon?: ReactNode };

const look = ({ tone = "plain", size = "normal", wide }: Look) =>
	cx(css.button, css[tone], css[size], wide && css.wide);

type Props = Look &
	Omit<ButtonHTMLAttributes<HTMLButtonElement>, "onClick"> & { onPress?: () => void; busy?: boolean };

export function Button({ tone, size, wide, icon, busy, onPress, children, disabled, type, ...rest }: Props) {
	return (
		<button
			{...rest}
			type={type ?? "button"}
			className={look({ ...(tone && { tone }), ...(size && { size }), ...(wide && { wide }) })}
			disabled={disabled || busy}
			aria-busy={busy || undefined}
			onClick={onPress}
		>
			{icon}
			<span className={css.words}>{children}</span>
			{busy && <span className={css.busy} role="img" aria-label={t("busy")} />}
		</button>
	);
}

export function LinkButton({ href, children, icon, replace, ...is }: Look & { href: string; children: ReactNode; replace?: boolean }) {
	return (
		<Link href={href} replace={replace ?? false} className={look(is)}>
			{icon}
			<span className={css.words}>{children}</span>
		</Link>
	);
}
