import { useEffect, useRef, useState } from "react";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { Missing } from "./Facts";
import { AlertIcon } from "./icons";
import { OUTLINE, SOLID } from "./styles";

/** One field of which somebody else stored another version. */
export interface Difference {
  id: string;
  label: string;
  mine: string;
  theirs: string;
  /** What is chosen unless the reader chooses otherwise. */
  prefers: "mine" | "theirs";
}

interface Props {
  differences: Difference[];
  onChoose: (theirs: string[]) => void;
  onCancel: () => void;
}

/** Both versions of what two people changed; the reader chooses field by field. */
export function SideBySide({ differences, onChoose, onCancel }: Props) {
  const { clash } = useOwnerTexts();
  const [taken, setTaken] = useState(() =>
    differences.filter((it) => it.prefers === "theirs").map(({ id }) => id),
  );
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);

  const take = (id: string, isTheirs: boolean) =>
    setTaken(isTheirs ? [...taken, id] : taken.filter((item) => item !== id));
  return (
    <section
      aria-labelledby="clash"
      className="grid grid-cols-1 gap-4 rounded-8 border-2 border-error-1 p-4 md:p-6"
    >
      <h2 className="text-error-2 text-std-20B-150" id="clash" ref={heading} tabIndex={-1}>
        <AlertIcon /> {clash.title}
      </h2>
      <p>{differences.length ? clash.lead : clash.nothing}</p>
      {differences.map((difference) => (
        <fieldset
          className="grid min-w-0 grid-cols-1 gap-2 border-solid-gray-420 border-t pt-3 sm:grid-cols-2"
          key={difference.id}
        >
          <legend className="float-left font-700 sm:col-span-2">{difference.label}</legend>
          <Version
            isChosen={!taken.includes(difference.id)}
            label={clash.mine}
            name={difference.id}
            onChoose={() => take(difference.id, false)}
            text={difference.mine}
          />
          <Version
            isChosen={taken.includes(difference.id)}
            label={clash.theirs}
            name={difference.id}
            onChoose={() => take(difference.id, true)}
            text={difference.theirs}
          />
        </fieldset>
      ))}
      <p className="flex flex-wrap gap-3">
        <button className={SOLID} onClick={() => onChoose(taken)} type="button">
          {clash.save}
        </button>
        <button className={OUTLINE} onClick={onCancel} type="button">
          {clash.cancel}
        </button>
      </p>
    </section>
  );
}

interface VersionProps {
  name: string;
  label: string;
  text: string;
  isChosen: boolean;
  onChoose: () => void;
}

function Version({ name, label, text, isChosen, onChoose }: VersionProps) {
  const { t } = useSpeech();
  return (
    <label
      className={`grid min-w-0 grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 rounded-8 border p-3 ${isChosen ? "border-blue-900 bg-blue-50" : "border-solid-gray-420"}`}
    >
      <input
        checked={isChosen}
        className="size-6 accent-blue-900"
        name={`clash-${name}`}
        onChange={onChoose}
        type="radio"
      />
      <span className="font-700">{label}</span>
      <span className="col-start-2 whitespace-pre-line" lang="ja">
        {text || <Missing>{t.unstated}</Missing>}
      </span>
    </label>
  );
}
