# Two stages: everything that is made is made in the first; the second only serves.

FROM node:20-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3.11-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY frontend/package.json frontend/package-lock.json frontend/
RUN cd frontend && npm ci --no-audit --no-fund
COPY . .
RUN cd frontend && npm run build
# torch is needed to convert the encoder and stays in this stage. On x86-64 the public wheel
# brings CUDA along; an index of CPU wheels, given as a build argument, keeps the build small.
ARG TORCH_INDEX=""
RUN python3.11 -m venv /build \
    && /build/bin/pip install --no-cache-dir --constraint constraints.txt \
        ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} '.[models]' \
    && /build/bin/pip install --no-cache-dir --no-deps --editable . \
    && ENISHI_HOME=/app/var /build/bin/enishi encoder build

FROM python:3.11-slim-bookworm
# The letters of plans that are printed as PDF.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /data --create-home enishi
WORKDIR /app
COPY pyproject.toml constraints.txt README.md ./
COPY backend backend
RUN pip install --no-cache-dir --constraint constraints.txt --editable .
COPY corpus corpus
COPY --from=build /app/frontend/dist frontend/dist
COPY --from=build /app/var/models /opt/enishi/models
ENV ENISHI_HOME=/data \
    ENISHI_ENCODER=/opt/enishi/models/encoder \
    PYTHONUNBUFFERED=1
USER enishi
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["enishi", "serve", "--host", "0.0.0.0"]
