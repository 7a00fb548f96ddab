import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Problem } from "@/api";
import { useSpeech } from "@/i18n/language";
import { CallError } from "@/lib/problem";
import { AlertIcon } from "./icons";
import { OUTLINE, SOLID } from "./styles";

interface Props {
  error: unknown;
  retry?: () => void;
}

/** Says what went wrong and what the reader can do about it. */
export function Failure({ error, retry }: Props) {
  const { t } = useSpeech();
  if (!(error instanceof CallError)) {
    return (
      <Notice detail={t.failure.unexpectedDetail} retry={retry} title={t.failure.unexpected} />
    );
  }
  if (error.slug === "index-unavailable") {
    return (
      <Notice detail={t.failure.indexDetail} retry={retry} title={t.failure.index}>
        <p>{t.failure.indexOperator}</p>
      </Notice>
    );
  }
  if (error.problem) return <ProblemNotice problem={error.problem} retry={retry} />;
  return <Notice detail={t.failure.networkDetail} retry={retry} title={t.failure.network} />;
}

function ProblemNotice({ problem, retry }: { problem: Problem; retry?: () => void }) {
  const { language, t, fieldName } = useSpeech();
  const isJapanese = language === "ja";
  const fields = problem.errors ?? [];
  return (
    <Notice
      detail={isJapanese ? problem.detail : problem.detail_en}
      retry={problem.status >= 500 ? retry : undefined}
      title={isJapanese ? problem.title : problem.title_en}
    >
      {fields.length > 0 && (
        <ul className="list-disc pl-6">
          {fields.map(({ pointer, detail, detail_en }) => {
            const name = pointer.split("/").at(-1) ?? "";
            return (
              <li key={pointer}>
                <span className="font-700">{fieldName(name)}</span>
                {t.colon}
                {isJapanese ? detail : detail_en}
              </li>
            );
          })}
        </ul>
      )}
    </Notice>
  );
}

interface NoticeProps {
  title: string;
  detail: string;
  retry?: () => void;
  children?: ReactNode;
}

export function Notice({ title, detail, retry, children }: NoticeProps) {
  const { t } = useSpeech();
  return (
    <section
      className="my-6 grid grid-cols-1 gap-3 rounded-8 border-2 border-error-1 p-4 md:p-6"
      role="alert"
    >
      <h2 className="text-error-2 text-std-20B-150">
        <AlertIcon /> {title}
      </h2>
      <p>{detail}</p>
      {children}
      <p className="flex flex-wrap gap-3">
        {retry && (
          <button className={SOLID} onClick={retry} type="button">
            {t.failure.retry}
          </button>
        )}
        <Link className={OUTLINE} to="/">
          {t.failure.home}
        </Link>
      </p>
    </section>
  );
}
