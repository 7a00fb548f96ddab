import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DraftOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { CheckIcon } from "@/ui/icons";
import { Loading } from "@/ui/Loading";
import { OUTLINE } from "@/ui/styles";
import { ActForm, Refused } from "../form/ActForm";
import { Beside, LongText, TextInput, textOf, wholeOf } from "../form/inputs";
import { refusalOf } from "../form/refusal";
import { discardDraft, draftsQuestion, recordSlip, renewLink } from "../registerQuestions";
import { ConfirmationLink, SheetLink } from "./ConfirmationLink";
import { ConsentInputs, consentIn } from "./ConsentInputs";

/** What was written down and waits for its firm, the longest first. */
export function Drafts() {
  const { register: texts } = useCoordinatorTexts();
  const client = useQueryClient();
  const drafts = useQuery(draftsQuestion);
  const [said, say] = useState("");

  function gone(sentence: string) {
    say(sentence);
    return client.invalidateQueries({ queryKey: draftsQuestion.queryKey });
  }

  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="text-std-24B-150">{texts.drafts}</h2>
      <p className="font-700 text-green-900" role="status">
        {said && (
          <>
            <CheckIcon /> {said}
          </>
        )}
      </p>
      {drafts.isPending && <Loading />}
      {drafts.isError && <Failure error={drafts.error} retry={() => drafts.refetch()} />}
      {drafts.data?.items.length === 0 && <p>{texts.noDrafts}</p>}
      <ul className="grid grid-cols-1 gap-4">
        {drafts.data?.items.map((draft) => (
          <li key={draft.draft_ref}>
            <Draft draft={draft} onGone={gone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface DraftProps {
  draft: DraftOut;
  onGone: (sentence: string) => Promise<unknown>;
}

function Draft({ draft, onGone }: DraftProps) {
  const { register: texts } = useCoordinatorTexts();
  const { date, t } = useSpeech();
  const { firm, consent } = draft;
  const means = (texts.meansOf as Record<string, string>)[consent.means] ?? consent.means;
  return (
    <article className="grid grid-cols-1 gap-2 rounded-8 border border-solid-gray-420 p-4">
      <h3 className="text-std-20B-150" lang="ja">
        {firm.name}
      </h3>
      <p>
        {[
          texts.draftedAt(date(draft.drafted_at)),
          texts.linkUntil(date(draft.link_expires_at)),
          texts.consentBy(means, consent.said_by ?? t.unstated),
        ].join(t.separator)}
      </p>
      {firm.summary && <p lang="ja">{firm.summary}</p>}
      <NewLink draft={draft} />
      <details>
        <summary className="min-h-11 py-2">{texts.slip}</summary>
        <Slip draft={draft} onGone={onGone} />
      </details>
      <details>
        <summary className="min-h-11 py-2">{texts.discard}</summary>
        <ActForm
          send={async () => {
            await discardDraft(draft.draft_ref);
            await onGone(texts.discarded(firm.name));
          }}
          submit={texts.discardSubmit}
        >
          <p>{texts.discardLead}</p>
        </ActForm>
      </details>
    </article>
  );
}

function NewLink({ draft }: { draft: DraftOut }) {
  const { register: texts } = useCoordinatorTexts();
  const { language, t } = useSpeech();
  const renewal = useMutation({ mutationFn: () => renewLink(draft.draft_ref) });
  const secret = renewal.data?.secret;
  return (
    <>
      <p className="flex flex-wrap items-center gap-4">
        <SheetLink draft={draft.draft_ref} name={draft.firm.name} />
        <button
          aria-disabled={renewal.isPending}
          className={OUTLINE}
          onClick={() => !renewal.isPending && renewal.mutate()}
          type="button"
        >
          {texts.newLink}
          <span className="sr-only">{texts.of(draft.firm.name)}</span>
        </button>
      </p>
      {renewal.isError && <Refused lines={[refusalOf(renewal.error, language, t)]} />}
      {secret && <ConfirmationLink draft={draft.draft_ref} key={secret} secret={secret} />}
    </>
  );
}

function Slip({ draft, onGone }: DraftProps) {
  const { register: texts } = useCoordinatorTexts();
  const { firm, contact } = draft;

  async function send(form: FormData) {
    const employees = wholeOf(form, "employees");
    const phone = textOf(form, "phone");
    const fax = textOf(form, "fax");
    const name = textOf(form, "name");
    const summary = textOf(form, "summary");
    const published = await recordSlip(draft.draft_ref, {
      firm: {
        ...(name && { name }),
        ...(summary && { summary }),
        ...(employees !== undefined && { employees }),
      },
      // A contact is sent whole: what the slip does not correct stays as it was drafted.
      ...((phone || fax) && {
        contact: { ...contact, ...(phone && { phone }), ...(fax && { fax }) },
      }),
      consent: consentIn(form, "consent."),
    });
    await onGone(texts.published(published.name));
  }

  return (
    <ActForm send={send} submit={texts.slipSubmit}>
      <ConsentInputs prefix="consent." />
      <p>{texts.slipLead}</p>
      <Beside>
        <TextInput hint={firm.name} label={texts.name} name="name" />
        <TextInput
          hint={firm.employees === null ? undefined : String(firm.employees)}
          isWhole
          label={texts.employees}
          name="employees"
        />
        <TextInput hint={contact?.phone ?? undefined} label={texts.phone} name="phone" type="tel" />
        <TextInput hint={contact?.fax ?? undefined} label={texts.fax} name="fax" type="tel" />
      </Beside>
      <LongText hint={firm.summary ?? undefined} label={texts.summary} name="summary" />
    </ActForm>
  );
}
