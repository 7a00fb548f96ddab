import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DigestPreviewOut } from "@/api";
import { useDigestTexts } from "@/i18n/digest";
import { later, weekAt } from "@/lib/isoWeek";
import { Failure } from "@/ui/Failure";
import { Choices } from "@/ui/forms/Choices";
import { Loading } from "@/ui/Loading";
import { Section } from "@/ui/parts/Section";
import { previewQuestion } from "./questions";

type Form = "page" | "text";
type When = "thisWeek" | "nextWeek";

/** What the digest would say, as a page and as plain text. */
export function Preview() {
  const { preview: texts } = useDigestTexts();
  const [when, setWhen] = useState<When>("thisWeek");
  const [form, setForm] = useState<Form>("page");
  const week = later(weekAt(new Date()), when === "nextWeek" ? 1 : 0).name;
  const preview = useQuery(previewQuestion(week));
  return (
    <Section title={texts.title}>
      <p>{texts.lead}</p>
      <div className="flex flex-wrap gap-x-10 gap-y-4">
        <Choices<When>
          chosen={[when]}
          id="preview-week"
          isSingle
          legend={texts.week}
          onChange={([chosen]) => chosen && setWhen(chosen)}
          options={[
            { value: "thisWeek", label: texts.thisWeek },
            { value: "nextWeek", label: texts.nextWeek },
          ]}
        />
        <Choices<Form>
          chosen={[form]}
          id="preview-form"
          isSingle
          legend={texts.form}
          onChange={([chosen]) => chosen && setForm(chosen)}
          options={[
            { value: "page", label: texts.page },
            { value: "text", label: texts.text },
          ]}
        />
      </div>
      {preview.isPending && <Loading />}
      {preview.isError && <Failure error={preview.error} retry={() => preview.refetch()} />}
      {preview.data && <Shown form={form} preview={preview.data} />}
    </Section>
  );
}

function Shown({ preview, form }: { preview: DigestPreviewOut; form: Form }) {
  const { preview: texts } = useDigestTexts();
  if (preview.is_empty) return <p role="status">{texts.empty}</p>;
  return (
    <>
      <p>
        <span className="font-700">{texts.subject}</span> <span lang="ja">{preview.subject}</span>
      </p>
      {form === "text" ? (
        <pre className="overflow-x-auto whitespace-pre-wrap rounded-8 border border-solid-gray-420 p-4 text-std-16N-170">
          {preview.text}
        </pre>
      ) : (
        <Sheet html={preview.html} />
      )}
    </>
  );
}

/**
 * The page in a frame of its own, where no script runs and no link leads anywhere.
 *
 * It may be measured from here, so that the frame is as tall as the page.
 */
function Sheet({ html }: { html: string }) {
  const { preview: texts } = useDigestTexts();
  const [height, setHeight] = useState(480);
  return (
    <iframe
      className="w-full max-w-[42rem] rounded-8 border border-solid-gray-420"
      height={height}
      onLoad={({ currentTarget }) => {
        const page = currentTarget.contentDocument?.documentElement;
        if (page) setHeight(page.scrollHeight + 2);
      }}
      sandbox="allow-same-origin"
      srcDoc={html}
      title={texts.frame}
    />
  );
}
