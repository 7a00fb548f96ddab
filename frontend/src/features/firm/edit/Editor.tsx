import type { FormEvent, ReactNode } from "react";
import { useOwnerTexts } from "@/i18n/owner";
import { ErrorSummary } from "@/ui/ErrorSummary";
import { Failure } from "@/ui/Failure";
import { SideBySide } from "@/ui/SideBySide";
import { Done } from "@/ui/Status";
import { SOLID, TEXT } from "@/ui/styles";
import { Availabilities } from "./Availabilities";
import { type Errors, orderOf } from "./checking";
import { FIRM_FIELDS, NAMING } from "./fields";
import { HideFrom } from "./HideFrom";
import { Listing } from "./Listing";
import { useNames } from "./names";
import { PartSection } from "./PartSection";
import { ProfileField } from "./ProfileField";
import type { Base, Draft } from "./profile";
import { Unsaved } from "./saving";
import { type Editing, useEditing } from "./useEditing";

/** What every piece of the form needs. */
export interface Piece {
  draft: Draft;
  errors: Errors;
  /** Whether the reader is of the firm; what a firm keeps to itself others cannot edit. */
  isOwn: boolean;
  onChange: (draft: Draft) => void;
}

/** The profile with who sees what of it, saved together. */
export function Editor({ base, isOwn }: { base: Base; isOwn: boolean }) {
  const editing = useEditing(base);
  const { firm: texts } = useOwnerTexts();
  const names = useNames(editing.draft);
  const { draft, errors, change } = editing;
  const piece: Piece = { draft, errors, isOwn, onChange: change };
  if (editing.clashes) {
    return (
      <SideBySide
        differences={editing.clashes.map(({ path, mine, theirs, isMine }) => ({
          id: path,
          label: names.of(path),
          mine,
          theirs,
          prefers: isMine ? "mine" : "theirs",
        }))}
        onCancel={editing.cancel}
        onChoose={editing.resolve}
      />
    );
  }
  return (
    <>
      <Availabilities editing={editing} />
      <form
        className="grid grid-cols-1 gap-10 [&_:is(input,select,textarea,summary)]:scroll-mb-28"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          editing.submit();
        }}
      >
        <Refusal editing={editing} />
        <p>{texts.lead}</p>
        <Section title={texts.about}>
          {[...NAMING, ...FIRM_FIELDS].map(({ name, kind }) => (
            <ProfileField key={name} kind={kind} name={name} path={name} {...piece} />
          ))}
        </Section>
        <PartSection kind="capabilities" {...piece} />
        <PartSection kind="facilities" {...piece} />
        <Section title={texts.sight}>
          <Listing {...piece} />
          <HideFrom {...piece} />
        </Section>
        <SaveBar editing={editing} />
      </form>
    </>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid min-w-0 grid-cols-1 gap-6">
      <h2 className="border-solid-gray-420 border-b pb-1 text-std-24B-150">{title}</h2>
      {children}
    </section>
  );
}

/** What stands in the way of a save: a summary of the inputs, or why the server refused it all. */
function Refusal({ editing: { errors, attempt, draft, saving } }: { editing: Editing }) {
  const names = useNames(draft);
  const listed = orderOf(draft).filter((path) => errors[path]);
  const elsewhere = Object.keys(errors).filter((path) => !listed.includes(path));
  const found = listed.map((path) => ({ id: path, message: names.inFull(path, errors[path]) }));
  const reason = saving.error instanceof Unsaved ? saving.error.reason : saving.error;
  return (
    <>
      {found.length > 0 && <ErrorSummary errors={found} key={attempt} />}
      {reason && (elsewhere.length > 0 || found.length === 0) && <Failure error={reason} />}
    </>
  );
}

/** Always in sight: whether anything is unsaved, and the one button that saves it. */
function SaveBar({ editing }: { editing: Editing }) {
  const { firm: texts } = useOwnerTexts();
  const { saving, isChanged, isRestored, revert } = editing;
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-1 border-solid-gray-420 border-t bg-white px-4 py-3">
      <button aria-disabled={saving.isPending} className={SOLID} type="submit">
        {saving.isPending ? texts.saving : texts.save}
      </button>
      {isChanged && (
        <>
          <span className="font-700">{isRestored ? texts.restored : texts.unsaved}</span>
          <button className={TEXT} onClick={revert} type="button">
            {texts.revert}
          </button>
        </>
      )}
      <Done>{saving.isSuccess && !isChanged ? texts.saved : undefined}</Done>
    </div>
  );
}
