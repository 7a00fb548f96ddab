import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { DisclosureOut, NeedOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { levelOf } from "@/lib/visibility";
import { Failure } from "@/ui/Failure";
import { OUTLINE, SOLID, TEXT } from "@/ui/styles";
import { KEPT_BACK } from "../draft";
import {
  deleteNeed,
  fittingQuestion,
  needDisclosureQuestion,
  putNeedDisclosure,
} from "./questions";

interface Props {
  need: NeedOut;
  onSaid: (sentence: string) => void;
}

/** One need of the firm's own: whether it is anonymous, who fits, and what can be done with it. */
export function OwnNeed({ need, onSaid }: Props) {
  const { t, date } = useSpeech();
  const { needs: texts } = useOwnerTexts();
  const disclosure = useQuery(needDisclosureQuestion(need.id));
  return (
    <article className="grid grid-cols-1 gap-2 rounded-8 border border-solid-gray-420 p-4 md:p-6">
      <p className="flex flex-wrap items-center gap-x-3 text-std-16N-170">
        <strong className="rounded-4 border border-blue-900 px-2 font-700 text-blue-1000">
          {t.purpose[need.kind]}
        </strong>
        {disclosure.data && (
          <span className={isAnonymous(disclosure.data) ? "rounded-4 bg-yellow-50 px-2" : ""}>
            {isAnonymous(disclosure.data) ? texts.anonymous : texts.named}
          </span>
        )}
        <span className="text-solid-gray-700">{date(need.updated_at)}</span>
      </p>
      <h2 className="text-std-20B-150" lang="ja">
        <Link params={{ id: need.id }} to="/needs/$id">
          {need.title}
        </Link>
      </h2>
      <Fitting need={need} />
      <Actions disclosure={disclosure.data} need={need} onSaid={onSaid} />
    </article>
  );
}

function Fitting({ need }: { need: NeedOut }) {
  const { number } = useSpeech();
  const { needs: texts } = useOwnerTexts();
  const count = useQuery(fittingQuestion(need.id));
  return (
    <p>
      <Link params={{ id: need.id }} to="/needs/$id">
        {count.data
          ? texts.matches(number(count.data.value), count.data.relation === "about")
          : texts.matchesOf}
        <span className="sr-only">{texts.of(need.title)}</span>
      </Link>
    </p>
  );
}

function Actions({ need, disclosure, onSaid }: Props & { disclosure?: DisclosureOut }) {
  const { needs: texts } = useOwnerTexts();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const hide = useMutation({
    mutationFn: (before: DisclosureOut) => putNeedDisclosure(need.id, turned(before)),
    onSuccess: (now) => {
      client.setQueryData(needDisclosureQuestion(need.id).queryKey, now);
      client.invalidateQueries({ queryKey: ["need", need.id], exact: true });
      onSaid(isAnonymous(now) ? texts.hidden : texts.shown);
    },
  });
  const hidden = <span className="sr-only">{texts.of(need.title)}</span>;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Link className={OUTLINE} params={{ id: need.id }} to="/needs/$id/edit">
          {texts.edit}
          {hidden}
        </Link>
        {disclosure && (
          <button
            aria-disabled={hide.isPending}
            className={OUTLINE}
            onClick={hide.isPending ? undefined : () => hide.mutate(disclosure)}
            type="button"
          >
            {isAnonymous(disclosure) ? texts.show : texts.hide}
            {hidden}
          </button>
        )}
        <button
          aria-expanded={isAsking}
          className={TEXT}
          onClick={() => setAsking(!isAsking)}
          type="button"
        >
          {texts.takeDown}
          {hidden}
        </button>
      </div>
      {hide.isError && <Failure error={hide.error} />}
      {isAsking && <TakeDown need={need} onCancel={() => setAsking(false)} onSaid={onSaid} />}
    </>
  );
}

/** Asks once more: what is taken down does not come back. */
function TakeDown({ need, onSaid, onCancel }: Props & { onCancel: () => void }) {
  const { needs: texts } = useOwnerTexts();
  const client = useQueryClient();
  const first = useRef<HTMLButtonElement>(null);
  const remove = useMutation({
    mutationFn: () => deleteNeed(need.id),
    onSuccess: async () => {
      onSaid(texts.takenDown);
      document.querySelector("h1")?.focus(); // the card with the focus goes
      await client.invalidateQueries({ queryKey: ["needs"] });
    },
  });

  useEffect(() => first.current?.focus(), []);

  return (
    <div className="grid grid-cols-1 gap-3 rounded-8 border-2 border-error-1 p-4">
      <p>{texts.takeDownSure(need.title)}</p>
      {remove.isError && <Failure error={remove.error} />}
      <p className="flex flex-wrap gap-3">
        <button className={OUTLINE} onClick={onCancel} ref={first} type="button">
          {texts.takeDownNo}
        </button>
        <button
          aria-disabled={remove.isPending}
          className={SOLID}
          onClick={remove.isPending ? undefined : () => remove.mutate()}
          type="button"
        >
          {texts.takeDownYes}
        </button>
      </p>
    </div>
  );
}

const isAnonymous = ({ fields = {} }: DisclosureOut) => levelOf(fields, "firm_ref") !== "public";

/** The same decisions with the name shown where it was kept back, and the other way round. */
function turned(before: DisclosureOut): DisclosureOut {
  const fields = { ...before.fields };
  if (isAnonymous(before)) delete fields.firm_ref;
  else fields.firm_ref = KEPT_BACK;
  return { ...before, fields };
}
