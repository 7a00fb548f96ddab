import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useId, useRef } from "react";
import { useAccountTexts } from "@/i18n/account";
import { OUTLINE, SOLID, TEXT } from "@/ui/styles";
import { Refused } from "./Refused";

interface Props {
  label: string;
  /** What it would be done to, for those who hear the button without its row. */
  of?: string;
  title: string;
  children?: ReactNode;
  act: () => Promise<unknown>;
  onDone?: () => void;
  isButton?: boolean;
}

/** A button for what cannot be undone: it asks, then acts, and says where it was refused. */
export function AskFirst({ label, of, title, children, act, onDone, isButton }: Props) {
  const text = useAccountTexts();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const deed = useMutation({
    mutationFn: act,
    onSuccess: () => {
      dialog.current?.close(); // first: what changes behind an open dialog is not announced
      onDone?.();
    },
  });
  return (
    <>
      <button
        className={isButton ? OUTLINE : TEXT}
        onClick={() => {
          deed.reset();
          dialog.current?.showModal();
          heading.current?.focus(); // so that Enter twice does not do it
        }}
        type="button"
      >
        {label}
        {of && <span className="sr-only">{of}</span>}
      </button>
      <dialog
        aria-labelledby={id}
        className="m-auto w-[min(36rem,calc(100vw-2rem))] rounded-8 border border-solid-gray-420 bg-white p-4 text-left text-solid-gray-800 backdrop:bg-black/50 md:p-6"
        ref={dialog}
      >
        <div className="grid grid-cols-1 gap-4">
          <h2 className="text-std-20B-150" id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {children}
          {deed.isError && <Refused error={deed.error} />}
          <p className="flex flex-wrap gap-3">
            <button
              aria-disabled={deed.isPending}
              className={SOLID}
              onClick={() => !deed.isPending && deed.mutate()}
              type="button"
            >
              {deed.isPending ? text.form.sending : label}
            </button>
            <button className={OUTLINE} onClick={() => dialog.current?.close()} type="button">
              {text.form.cancel}
            </button>
          </p>
        </div>
      </dialog>
    </>
  );
}
