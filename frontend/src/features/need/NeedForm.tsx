import { type FormEvent, useState } from "react";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { usePageTexts } from "@/i18n/pages";
import { NUMBERS, PURPOSES } from "@/lib/search";
import { ErrorSummary } from "@/ui/ErrorSummary";
import { NumberField } from "@/ui/NumberField";
import { SOLID } from "@/ui/styles";
import { VisibilitySelect } from "@/ui/VisibilitySelect";
import { type NeedDraft, type NeedErrors, type NeedText, ORDER } from "./draft";
import { TextField } from "./TextField";

interface Props {
  draft: NeedDraft;
  errors: NeedErrors;
  /** Whether the reader may post for any firm, or for none. */
  isForAnyFirm?: boolean;
  /** Whether it is posted already: what it is about can change, not who asks. */
  isPosted?: boolean;
  submit?: string;
  onChange: (draft: NeedDraft) => void;
  onSubmit: () => void;
}

export function NeedForm(props: Props) {
  const { draft, errors, isForAnyFirm, isPosted, onChange, onSubmit } = props;
  const { t } = useSpeech();
  const page = usePageTexts();
  const [attempt, setAttempt] = useState(0);
  const found = ORDER.flatMap((id) => (errors[id] ? [{ id, message: errors[id] }] : []));

  function submit(event: FormEvent) {
    event.preventDefault();
    setAttempt(attempt + 1); // the summary takes focus again, even with the same errors
    onSubmit();
  }

  const input = (name: Exclude<NeedText, "kind">) => ({
    error: errors[name],
    name,
    onChange: (value: string) => onChange({ ...draft, [name]: value }),
    value: draft[name],
  });
  return (
    <form className="grid grid-cols-1 gap-8" noValidate onSubmit={submit}>
      {found.length > 0 && <ErrorSummary errors={found} key={attempt} />}
      <Kind draft={draft} onChange={onChange} />
      <TextField {...input("title")} hint={page.need.titleHint} />
      <TextField {...input("description")} hint={page.need.descriptionHint} isLong isOptional />
      <fieldset className="grid min-w-0 grid-cols-1 gap-4">
        <legend className="mb-3 text-std-20B-150">
          {page.need.constraintsLegend}
          <span className="ml-2 font-400 text-solid-gray-600 text-std-17N-170">
            {t.search.optional}
          </span>
        </legend>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {NUMBERS.map((name) => (
            <NumberField key={name} {...input(name)} name={name} />
          ))}
        </div>
        <TextField {...input("certifications")} hint={page.need.listHint} />
        <TextField {...input("prefectures")} hint={page.need.listHint} />
        <TextField {...input("exclude_clusters")} hint={page.need.listHint} />
      </fieldset>
      {isForAnyFirm && <TextField {...input("firm_ref")} hint={page.need.firmRefHint} isOptional />}
      {!isPosted && <Sight draft={draft} onChange={onChange} />}
      <p>
        <button className={SOLID} type="submit">
          {props.submit ?? page.need.toCheck}
        </button>
      </p>
    </form>
  );
}

/** Who learns whose need it is, and who reads its description. */
function Sight({ draft, onChange }: Pick<Props, "draft" | "onChange">) {
  const { post } = useOwnerTexts();
  return (
    <div className="grid grid-cols-1 gap-4">
      <div>
        <label className="flex min-h-11 items-center gap-3 py-1 font-700">
          <input
            aria-describedby="anonymous-hint"
            checked={draft.isAnonymous}
            className="size-6 shrink-0 accent-blue-900"
            onChange={(event) => onChange({ ...draft, isAnonymous: event.target.checked })}
            type="checkbox"
          />
          {post.anonymous}
        </label>
        <p className="text-solid-gray-700" id="anonymous-hint">
          {post.anonymousHint}
        </p>
      </div>
      <div className="max-w-[20rem]">
        <p className="font-700">{post.descriptionLevel}</p>
        <VisibilitySelect
          id="description-visibility"
          of={post.descriptionLevel}
          onChange={(descriptionFor) => onChange({ ...draft, descriptionFor })}
          value={draft.descriptionFor}
        />
      </div>
    </div>
  );
}

function Kind({ draft, onChange }: Pick<Props, "draft" | "onChange">) {
  const { t } = useSpeech();
  const page = usePageTexts();
  return (
    <fieldset className="min-w-0">
      <legend className="font-700">{page.need.kindLegend}</legend>
      {PURPOSES.map((purpose, at) => (
        <label className="flex min-h-11 items-center gap-3 py-1" key={purpose}>
          <input
            checked={draft.kind === purpose}
            className="size-6 shrink-0 accent-blue-900"
            id={at === 0 ? "kind" : undefined}
            name="kind"
            onChange={() => onChange({ ...draft, kind: purpose })}
            type="radio"
          />
          {t.purpose[purpose]}
        </label>
      ))}
    </fieldset>
  );
}
